package dev.pollux.expectations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A test project that was built before this one. */
record TestProject(Path folder) {
  /** The folder of all test projects; tests run in the folder of their module. */
  static final Path ALL = Path.of("..").toAbsolutePath().normalize();

  static TestProject in(String folder) {
    return new TestProject(ALL.resolve(folder));
  }

  SourceMarks marks() {
    return new SourceMarks(folder);
  }

  LintReport lint() {
    return new LintReport(read(folder.resolve("target/pollux/lint.sarif")));
  }

  SmokeReport smoke() {
    return new SmokeReport(read(folder.resolve("target/pollux/TEST-pollux-smoke.xml")));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("run 'mvn verify' at the top: it writes " + file, e);
    }
  }
}
