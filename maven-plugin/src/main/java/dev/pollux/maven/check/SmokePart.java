package dev.pollux.maven.check;

import dev.pollux.maven.smoke.SmokeSummary;
import java.util.Optional;

/**
 * What became of the smoke tests of a check.
 *
 * @param summary what they found; empty if they did not run
 * @param remark why they did not run; blank if they did
 * @param wanted whether the user expects them to run: then not to run is worth a warning
 * @param failuresIgnored whether the build goes on when some failed
 */
public record SmokePart(
    Optional<SmokeSummary> summary, String remark, boolean wanted, boolean failuresIgnored) {

  /** They ran. */
  public static SmokePart ran(SmokeSummary summary, boolean failuresIgnored) {
    return new SmokePart(Optional.of(summary), "", true, failuresIgnored);
  }

  /** The user switched them off, or there are none. */
  public static SmokePart none(String why) {
    return new SmokePart(Optional.empty(), why, false, false);
  }

  /** There may be some, but they cannot run. */
  public static SmokePart impossible(String why) {
    return new SmokePart(Optional.empty(), why, true, false);
  }

  /** Whether the build may go on. */
  public boolean passed() {
    return failuresIgnored || !failed();
  }

  /** Whether some failed, ignored or not. */
  public boolean failed() {
    return summary.map(ran -> !ran.passed()).orElse(false);
  }

  /** One line. */
  public String line() {
    return summary.map(SmokeSummary::line).orElse(remark);
  }
}
