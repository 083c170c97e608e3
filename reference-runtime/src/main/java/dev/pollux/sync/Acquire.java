package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits to be let in by a {@link Gate} and is its own place in the queue. The
 * subclass says what that is good for.
 *
 * @param <V> what it gives
 */
abstract class Acquire<V extends @Nullable Object> extends Waiter implements Future<V> {
  private final Gate gate;
  private boolean ended; // the owner's
  private boolean cancelled; // the owner's

  Acquire(Gate gate) {
    this.gate = gate;
  }

  /** Asked first; throws if there is no point in waiting. */
  void begin() {}

  /** Passes without queueing if that is possible; {@link #passed} is called then. */
  boolean tryPass() {
    return gate.tryAcquire();
  }

  /** It passed without queueing: gives the value. */
  V passed() {
    return granted();
  }

  /** It was let in from the queue: gives the value, which now answers for the room. */
  abstract V granted();

  /** Nobody is let in any more: gives a value all the same, or throws. */
  abstract V refused();

  /** The future was cancelled, and is out of the queue if it was in it. */
  void abandoned() {}

  @Override
  public final Poll<V> poll(Context cx) {
    if (ended) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    int found;
    if (place == OUTSIDE) {
      ended = true; // if begin() throws
      begin();
      if (tryPass()) {
        cx.spend();
        return Poll.ready(passed());
      }
      found = gate.queue(this, cx.waker());
    } else {
      found = gate.renew(this, cx.waker());
    }
    if (found == QUEUED) {
      ended = false;
      return Poll.pending();
    }
    ended = true;
    place = OUTSIDE;
    cx.spend();
    return Poll.ready(found == GRANTED ? granted() : refused());
  }

  @Override
  public final void cancel() {
    if (ended) {
      return;
    }
    ended = true;
    cancelled = true;
    if (place != OUTSIDE && gate.leave(this)) {
      gate.release();
    }
    abandoned();
  }
}
