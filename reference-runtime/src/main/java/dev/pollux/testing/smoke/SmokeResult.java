package dev.pollux.testing.smoke;

import java.util.List;

/**
 * How one test ended.
 *
 * @param outcome PASSED, FAILED, ERROR or SKIPPED, as the build knows them
 * @param millis how long all its runs took
 * @param headline one line that says what is wrong; empty if nothing is
 * @param details what a reader needs to mend it
 * @param leftBehind whether something of it still runs, so that this JVM is of no more use
 */
record SmokeResult(
    String outcome, long millis, String headline, List<String> details, boolean leftBehind) {
  static SmokeResult error(String headline, List<String> details) {
    return new SmokeResult("ERROR", 0, headline, details, false);
  }
}
