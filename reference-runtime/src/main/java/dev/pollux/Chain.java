package dev.pollux;

import org.jspecify.annotations.Nullable;

/**
 * A future followed by one step: what {@code map}, {@code then}, {@code recover} and {@code
 * onCancel} build. Each of them is a subclass that says what its step does.
 *
 * @param <T> the type of the value after the step
 */
abstract class Chain<T extends @Nullable Object> implements Future<T> {
  /*
   * Polled naively, a chain of n steps is n calls deep, and a function that returns f.then(itself)
   * grows by a level each time round. So the outermost chain runs all of it as a little machine:
   * one future in work, and a stack of the steps that remain. At its first poll it takes its
   * sources apart, pushing each step, until something that is no chain is left to poll. When a step
   * yields a future that is itself an untouched chain, that one is taken apart onto the same stack;
   * a tail call therefore leaves the stack as it was. The chains are the stack's nodes themselves.
   *
   *   FRESH --first poll--> RUNNING --Ready | throw--> ENDED
   *     |                     |
   *     |                     +------- cancel() -----> CANCELLED <-- cancel() from FRESH, too
   *     +--taken apart by the chain around it--> TAKEN
   *
   * One owner at a time, as for every future: plain fields.
   */
  private enum Phase {
    FRESH,
    RUNNING,
    ENDED,
    CANCELLED,
    TAKEN
  }

  // Steps that follow one another at once in a single poll before the budget is asked again: large
  // enough to cost nothing, small enough that a loop that never waits gives the thread back.
  private static final int STEPS_PER_UNIT = 256;

  private Phase phase = Phase.FRESH;
  private @Nullable Future<?> current; // FRESH: the source; RUNNING: the future in work
  private @Nullable Chain<?> top; // RUNNING: the innermost step that remains
  private @Nullable Chain<?> below; // while on a stack: the step after this one

  Chain(Future<?> source) {
    this.current = source;
  }

  /** Whether the step has a say: {@code failure} is null when there is a value. */
  abstract boolean handles(@Nullable Throwable failure);

  /** The step: from the value, or the failure, to a value or, if it flattens, a future. */
  abstract @Nullable Object step(@Nullable Object outcome) throws Exception;

  /** Whether the step gives a future to go on with. */
  boolean flattens() {
    return false;
  }

  /** What the step does when the chain is given up before it came to it. */
  void abandoned() {}

  @Override
  @SuppressWarnings("unchecked") // the last step is this one, and it makes a T
  public final Poll<T> poll(Context cx) throws Exception {
    begin();
    int steps = 0;
    while (true) {
      if (++steps % STEPS_PER_UNIT == 0) {
        if (!cx.proceed()) {
          return Poll.pending();
        }
        cx.spend();
      }
      Object outcome = null;
      Throwable failure = null;
      try {
        Poll<?> poll = Children.poll(current, cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        outcome = poll.get();
      } catch (Throwable thrown) {
        failure = thrown;
      }
      current = null;
      while (current == null) {
        Chain<?> step = top;
        if (step == null) {
          phase = Phase.ENDED;
          if (failure != null) {
            throw Children.raise(failure);
          }
          return (Poll<T>) Poll.ready(outcome);
        }
        top = step.below;
        step.below = null;
        if (step.handles(failure)) {
          try {
            outcome = step.step(failure == null ? outcome : failure);
            failure = null;
            if (step.flattens()) {
              enter(outcome, step);
            }
          } catch (Throwable thrown) {
            failure = thrown;
          }
        }
      }
    }
  }

  @Override
  public final void cancel() {
    if (phase != Phase.FRESH && phase != Phase.RUNNING) {
      return;
    }
    begin();
    phase = Phase.CANCELLED;
    Future<?> inWork = current;
    Chain<?> step = top;
    current = null;
    top = null;
    Children.cancel(inWork);
    while (step != null) {
      Chain<?> next = step.below;
      step.below = null;
      try {
        step.abandoned();
      } catch (Throwable thrown) {
        CancelFailure.log(step, thrown);
      }
      step = next;
    }
  }

  private void begin() {
    switch (phase) {
      case FRESH -> {
        Future<?> source = current;
        phase = Phase.RUNNING;
        top = this;
        enter(source, this);
      }
      case RUNNING -> {}
      case ENDED -> throw PollAfterEndException.completed(this);
      case CANCELLED -> throw PollAfterEndException.cancelled(this);
      case TAKEN -> throw PollAfterEndException.givenAway(this);
    }
  }

  private void enter(@Nullable Object next, Chain<?> from) {
    if (next == null) {
      throw new NullPointerException(
          "the function given to "
              + from
              + " returned null: return a future, such as"
              + " Future.ready(value)");
    }
    Future<?> future = (Future<?>) next;
    while (future instanceof Chain<?> chain && chain.phase == Phase.FRESH) {
      future = chain.current;
      chain.phase = Phase.TAKEN;
      chain.current = null;
      chain.below = top;
      top = chain;
    }
    current = future;
  }
}
