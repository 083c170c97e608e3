package dev.pollux.testing.smoke;

import dev.pollux.testing.smoke.SmokeTests.Declared;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Runs the smoke tests of the classes it is given, one after another, and appends the results to a
 * file. It ends when its standard input ends: the build that started it is gone then.
 *
 * <p>A test that has a line in the file already is passed over: after a test that took its JVM with
 * it, the next JVM goes on behind it.
 */
public final class SmokeMain {
  /** All tests were begun; what became of them is in the file. */
  private static final int DONE = 0;

  /** A test could not be ended; the tests behind it were not begun. */
  private static final int GAVE_UP = 124;

  /** The arguments make no sense. */
  private static final int BAD_USAGE = 2;

  private SmokeMain() {}

  /** See {@link SmokeOptions} for the arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SmokeOptions options;
    try {
      options = SmokeOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_USAGE);
      return;
    }
    endWithParent();
    // Threads that a test left behind must not keep this JVM.
    Runtime.getRuntime().halt(run(options));
  }

  static int run(SmokeOptions options) throws IOException, InterruptedException {
    Path file = options.results();
    Set<String> begun = ResultLog.begun(file);
    try (ResultLog log = new ResultLog(file)) {
      List<Declared> tests = SmokeTests.find(options);
      log.found(tests.size());
      if (begun.isEmpty()) {
        noteAgent(log);
      }
      for (Declared test : tests) {
        if (begun.contains(test.id())) {
          continue;
        }
        log.started(test);
        SmokeResult result = test.run(options.timeLimit());
        log.finished(test, result);
        if (result.leftBehind()) {
          return GAVE_UP;
        }
      }
      noteSkipped(log);
      log.done();
    }
    return DONE;
  }

  private static void noteAgent(ResultLog log) throws IOException {
    String agent = System.getProperty("pollux.smoke.agent", "not loaded");
    if (!agent.equals("installed")) {
      log.note("polls inside the project's classes are not watched: the agent is " + agent);
    }
  }

  private static void noteSkipped(ResultLog log) throws IOException {
    String skipped = System.getProperty("pollux.smoke.agent.skipped");
    if (skipped != null) {
      log.note("at least one class could not be watched: " + skipped);
    }
  }

  private static void endWithParent() {
    Thread reader =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  Thread.onSpinWait();
                }
              } catch (IOException closed) {
                // The same as its end.
              }
              Runtime.getRuntime().halt(GAVE_UP);
            },
            "pollux-parent");
    reader.setDaemon(true);
    reader.start();
  }

  static Duration orElse(int seconds, Duration other) {
    return seconds > 0 ? Duration.ofSeconds(seconds) : other;
  }
}
