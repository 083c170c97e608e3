package dev.pollux.runtime.reactor;

import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A future's place in the queue of a channel's direction, to be inherited by the future: waiting
 * allocates nothing. All fields are guarded by the {@link Registration}'s lock.
 */
public abstract class Waiter {

  @Nullable Waker waker;
  @Nullable Waiter previous;
  @Nullable Waiter next;
  boolean queued;

  /** A waiter that is in no queue. */
  protected Waiter() {}
}
