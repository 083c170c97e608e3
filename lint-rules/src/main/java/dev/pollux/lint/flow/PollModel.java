package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.TypeRef;
import org.jspecify.annotations.Nullable;

/** The words of polling that the data flow needs, whatever library they belong to. */
public interface PollModel {
  /** Whether values of the type carry the waker into a poll. */
  boolean isContext(TypeRef type);

  boolean isWaker(TypeRef type);

  boolean isFuture(TypeRef type);

  /** Whether values of the type are results of polls. */
  boolean isPoll(TypeRef type);

  /** How a body is polled; null when it is not polled. */
  @Nullable PollForm form(Body body);

  /** Whether the call polls a future: it is given the context or waker, and may be pending. */
  boolean isPollCall(Expr.Call call);

  /** True for an expression that is always Pending, false for one that never is, else null. */
  @Nullable Boolean isPendingLiteral(Expr expr);

  /** For a call that asks a poll result: whether true means pending; null for other calls. */
  @Nullable Boolean asksPending(Expr.Call call);

  /** Whether instances of the type are pending, or never are; null for other types. */
  @Nullable Boolean isPendingType(TypeRef type);

  /** Whether the call gives the value inside of a result that is ready. */
  boolean isReadyValue(Expr.Call call);

  /** Whether the call gives the waker of the context it is called on. */
  boolean givesWaker(Expr.Call call);

  boolean isWake(Expr.Call call);

  boolean isWillWake(Expr.Call call);

  /** Whether false, given by the call, means that a wake-up is arranged already. */
  boolean isBudget(Expr.Call call);

  /**
   * How a body is polled.
   *
   * @param waker index of the parameter that is or carries the waker
   * @param carriesContext whether that parameter is a context that gives the waker
   * @param pending a question about a result
   * @param whenPending the answer for one that is pending
   */
  record PollForm(int waker, boolean carriesContext, Predicate pending, boolean whenPending) {
    /** Results that are objects with a word of their own for being pending. */
    static final PollForm OF_RESULTS = new PollForm(0, true, Predicate.IS_PENDING, true);
  }
}
