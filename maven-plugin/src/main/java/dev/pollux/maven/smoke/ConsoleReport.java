package dev.pollux.maven.smoke;

import dev.pollux.maven.smoke.SmokeCase.Outcome;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** What a smoke run prints: one line a test as it ends, what to mend below it, one summary. */
final class ConsoleReport {
  private final Log log;

  ConsoleReport(Log log) {
    this.log = log;
  }

  void begin(SmokeSettings settings) {
    log.info("Smoke tests of " + settings.module() + ", seed " + settings.seed());
  }

  void note(String text) {
    log.info("  note: " + text);
  }

  void test(SmokeCase test) {
    String line =
        String.format(
            Locale.ROOT,
            "  %-5s %s (%.2f s)%s",
            word(test.outcome()),
            test.name(),
            test.millis() / 1000.0,
            test.headline().isEmpty() ? "" : ": " + test.headline());
    if (test.outcome() == Outcome.FAILED || test.outcome() == Outcome.ERROR) {
      log.error(line);
      test.details().forEach(detail -> log.error("        " + detail));
    } else {
      log.info(line);
      test.details().forEach(detail -> log.info("        " + detail));
    }
  }

  void end(SmokeSummary summary) {
    if (summary.passed()) {
      log.info(summary.line());
    } else {
      log.error(summary.line());
    }
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "ok";
      case FAILED -> "FAIL";
      case ERROR -> "ERROR";
      case SKIPPED -> "skip";
    };
  }
}
