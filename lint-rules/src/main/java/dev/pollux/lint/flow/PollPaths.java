package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import java.util.List;

/**
 * The ways in which a poll ends normally.
 *
 * @param body what is polled
 * @param exits each way, as far as they differ in what they do
 * @param registrations expressions in it through which a waker is kept, on whatever path
 * @param isComplete false when the analysis gave up: the exits say nothing then
 */
public record PollPaths(
    Body body, List<PollExit> exits, List<Expr> registrations, boolean isComplete) {

  public PollPaths {
    exits = List.copyOf(exits);
    registrations = List.copyOf(registrations);
  }

  /** Whether no way gives anything but Pending: such a poll is another rule's business. */
  public boolean isNeverReady() {
    return exits.stream().allMatch(exit -> exit.result() == PollExit.Result.PENDING);
  }

  /** The ways that give Pending of their own though nothing arranges a wake-up. */
  public List<PollExit> unwoken() {
    return exits.stream()
        .filter(exit -> exit.result() == PollExit.Result.PENDING)
        .filter(exit -> exit.sink() != null && !exit.isImprecise())
        .filter(exit -> !exit.state().mayBeWoken())
        .toList();
  }
}
