package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a poll ends normally.
 *
 * @param result what it gives
 * @param sink the expression that yields the result: an arm of a conditional or switch, or what is
 *     returned; null when nothing is
 * @param state what was done on the way
 * @param trail the edges of one such path
 * @param isImprecise whether paths were merged on the way: nothing should be concluded then
 * @param known what is known of the value that is given
 */
public record PollExit(
    Result result,
    @Nullable Expr sink,
    PollState state,
    List<Edge> trail,
    boolean isImprecise,
    Map<Predicate, Boolean> known) {
  /** What a poll gives. */
  public enum Result {
    /** Pending of its own: a literal, or a value from before that is known to be pending. */
    PENDING,
    /** What a child gave in this poll, known to be pending. */
    CHILD_PENDING,
    READY,
    /** Something else, or not known. */
    OTHER
  }
}
