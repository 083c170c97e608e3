package dev.pollux.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ContractChecker} saw of one future.
 *
 * @param violations the laws that were broken, in the order they were noticed
 * @param failure what the future threw, or why it could not be run to its end; null if it ended
 *     well or if only a broken law stopped it
 * @param pending what was still waiting, and for what, when the time limit was over; empty
 *     otherwise
 * @param notes what the checker could not look at, and other things worth knowing
 */
public record ContractReport(
    List<Violation> violations,
    @Nullable Throwable failure,
    List<String> pending,
    List<String> notes) {
  /** Copies. */
  public ContractReport {
    violations = List.copyOf(violations);
    pending = List.copyOf(pending);
    notes = List.copyOf(notes);
  }

  /** Whether the future ended without a throw and broke no law. */
  public boolean passed() {
    return violations.isEmpty() && failure == null;
  }

  /** What is wrong, in one line; empty if it passed. */
  public String headline() {
    return violations.isEmpty()
        ? lines().stream().findFirst().orElse("")
        : violations.get(0).headline();
  }

  /** Everything that is wrong, line by line; empty if it passed. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    violations.forEach(violation -> lines.addAll(violation.lines()));
    if (failure != null) {
      lines.addAll(Frames.describe(failure));
    }
    lines.addAll(pending);
    return lines;
  }

  /**
   * Does nothing if it passed.
   *
   * @throws AssertionError with all of {@link #lines()}, if a law was broken or the future threw
   */
  public void throwIfBroken() {
    if (!passed()) {
      throw new AssertionError(String.join(System.lineSeparator(), lines()), failure);
    }
  }
}
