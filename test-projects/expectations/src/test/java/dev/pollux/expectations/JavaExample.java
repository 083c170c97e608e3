package dev.pollux.expectations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A class with a main method, shown on a page. The JDK's launcher compiles it and runs it. */
record JavaExample(String source) {
  private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

  static JavaExample of(Markdown page) {
    return new JavaExample(page.blocks("java").get(0));
  }

  /** What it prints, errors included. */
  String run(Path folder) throws IOException, InterruptedException {
    Matcher name = CLASS.matcher(source);
    Path file = folder.resolve(name.results().findFirst().orElseThrow().group(1) + ".java");
    Files.writeString(file, source);
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(java.getInputStream().readAllBytes());
    java.waitFor();
    return printed.strip();
  }
}
