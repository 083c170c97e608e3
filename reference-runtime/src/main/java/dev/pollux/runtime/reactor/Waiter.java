package dev.pollux.runtime.reactor;

import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A future that may wait for a channel, to be inherited by the future: waiting allocates nothing.
 */
public abstract class Waiter {

  /** Written by the future's poller, read by who took the waiter from its {@link Waiters}. */
  volatile @Nullable Waker waker;

  /** A waiter that waits for nothing. */
  protected Waiter() {}

  /**
   * For the future's own poller.
   *
   * @return false if the future never waited: there is nothing to take back
   */
  protected final boolean hasWaited() {
    return waker != null;
  }
}
