package dev.pollux.maven.smoke;

import java.io.File;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A real run of fixtures of this module, in a JVM of its own. */
final class ForkedRun {
  private ForkedRun() {}

  static SmokeSettings settings(Path reports, String selected, String... jvmArguments) {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Paths::get)
            .toList();
    return new SmokeSettings(
        "fixtures",
        Paths.get("").toAbsolutePath(),
        classPath,
        List.of(Paths.get("target", "test-classes").toAbsolutePath()),
        reports,
        Paths.get(System.getProperty("java.home"), "bin", "java"),
        List.of(jvmArguments),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        1,
        selected);
  }

  static SmokeSummary of(Path reports, String selected) throws Exception {
    return SmokeRun.execute(settings(reports, selected), new SystemStreamLog());
  }

  static Map<String, SmokeCase> byMethod(SmokeSummary summary) {
    return summary.cases().stream()
        .collect(Collectors.toMap(SmokeCase::method, Function.identity()));
  }
}
