package dev.pollux.maven.it;

import java.util.List;
import java.util.regex.Pattern;

/** The findings that a log shows, as {@code path:line Rule severity}. */
final class Findings {

  private static final Pattern LINE =
      Pattern.compile(
          "^\\[(ERROR|WARNING|INFO)\\] (\\S+\\.java):(\\d+):\\d+: (\\w+): \\[(\\w+)\\] .+$",
          Pattern.MULTILINE);

  private Findings() {}

  static List<String> in(MavenBuild.Result result) {
    return LINE.matcher(result.log())
        .results()
        .map(
            line -> line.group(2) + ":" + line.group(3) + " " + line.group(5) + " " + line.group(4))
        .toList();
  }
}
