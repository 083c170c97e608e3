package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits for one of some {@link Permits} and is its own place in their queue. The
 * subclass says what a permit is good for.
 *
 * @param <V> what the permit gives
 */
abstract class Acquire<V extends @Nullable Object> extends Waiter implements Future<V> {
  private final Permits permits;
  private boolean ended; // the owner's
  private boolean cancelled; // the owner's

  Acquire(Permits permits) {
    this.permits = permits;
  }

  /** Asked before a permit is; throws if there is no point. */
  void begin() {}

  /** A permit is held: gives the value, which now answers for the permit. */
  abstract V granted();

  /** There are no permits any more: gives a value all the same, or throws. */
  abstract V refused();

  /** The future was cancelled. */
  void abandoned() {}

  /** The future was cancelled when a permit was granted already, and not taken note of. */
  void giveBack() {
    permits.release();
  }

  @Override
  public final Poll<V> poll(Context cx) {
    if (ended) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    int found;
    if (place != OUTSIDE) {
      found = permits.renew(this, cx.waker());
    } else {
      if (!cx.proceed()) {
        return Poll.pending();
      }
      ended = true; // if begin() throws
      begin();
      ended = false;
      found = permits.acquire(this, cx.waker());
    }
    if (found == QUEUED) {
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
    abandoned();
    if (place != OUTSIDE && permits.leave(this)) {
      giveBack();
    }
  }
}
