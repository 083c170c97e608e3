package dev.pollux.maven.check;

import dev.pollux.maven.smoke.SmokeSummary;
import java.util.Optional;

/**
 * What became of the smoke tests of a check.
 *
 * @param summary what they found; empty if they did not run
 * @param remark why they did not run; blank if they did
 * @param wanted whether the user expects them to run: then not to run is worth a warning
 */
public record SmokePart(Optional<SmokeSummary> summary, String remark, boolean wanted) {

  /** They ran. */
  public static SmokePart ran(SmokeSummary summary) {
    return new SmokePart(Optional.of(summary), "", true);
  }

  /** The user switched them off, or there are none. */
  public static SmokePart none(String why) {
    return new SmokePart(Optional.empty(), why, false);
  }

  /** There may be some, but they cannot run. */
  public static SmokePart impossible(String why) {
    return new SmokePart(Optional.empty(), why, true);
  }

  /** Whether the build may go on. */
  public boolean passed() {
    return summary.map(SmokeSummary::passed).orElse(true);
  }

  /** One line. */
  public String line() {
    return summary.map(SmokeSummary::line).orElse(remark);
  }
}
