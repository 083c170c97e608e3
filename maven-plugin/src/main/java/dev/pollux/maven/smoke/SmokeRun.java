package dev.pollux.maven.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** One smoke run of one module, from the search to the report. Holds no state. */
public final class SmokeRun {
  private static final String RUNNER = "dev/pollux/testing/smoke/SmokeMain.class";

  private SmokeRun() {}

  /**
   * Runs the module's smoke tests in a JVM of their own and writes the reports.
   *
   * <p>It never throws because a test failed: the caller asks {@link SmokeSummary#passed()}. No
   * smoke test, or no Pollux runtime on the class path, is a note in the log and an empty summary.
   *
   * @throws IOException when a report cannot be written or the fork cannot be started
   * @throws InterruptedException when the calling thread is interrupted; the fork is ended first
   */
  public static SmokeSummary execute(SmokeSettings settings, Log log)
      throws IOException, InterruptedException {
    SmokeSummary summary = run(settings, log);
    if (summary.report().isPresent()) {
      new ConsoleReport(log).end(summary);
    }
    return summary;
  }

  /**
   * The same without the closing line in the log, for a caller that closes with one of its own.
   *
   * @throws IOException when a report cannot be written or the fork cannot be started
   * @throws InterruptedException when the calling thread is interrupted; the fork is ended first
   */
  public static SmokeSummary run(SmokeSettings settings, Log log)
      throws IOException, InterruptedException {
    List<Path> folders = settings.classDirectories().stream().filter(Files::isDirectory).toList();
    if (folders.isEmpty()) {
      log.info(
          "No smoke tests: "
              + settings.module()
              + " has no compiled classes. If it has sources, compile them first: mvn test-compile"
              + " pollux:smoke");
      return SmokeSummary.nothingToRun();
    }
    SmokeClasses classes = SmokeClasses.search(folders);
    if (classes.names().isEmpty()) {
      log.info("No smoke tests in " + settings.module() + ": no method carries @SmokeTest.");
      return SmokeSummary.nothingToRun();
    }
    if (!ClassPath.contains(settings.classPath(), RUNNER)) {
      log.warn(
          "The smoke tests of "
              + settings.module()
              + " do not run: its test class path has no dev.pollux:pollux-runtime that can run"
              + " them. Add the dependency, or update it to the plugin's version.");
      return SmokeSummary.nothingToRun();
    }
    long began = System.nanoTime();
    ConsoleReport console = new ConsoleReport(log);
    console.begin(settings);
    List<SmokeCase> cases = new Fork(settings, classes, console).run();
    long millis = (System.nanoTime() - began) / 1_000_000;
    Path xml = settings.reports().resolve("TEST-pollux-smoke.xml");
    SmokeSummary summary = new SmokeSummary(cases, millis, Optional.of(xml));
    JUnitReport.write(summary, xml);
    return summary;
  }
}
