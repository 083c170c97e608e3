package dev.pollux.runtime;

import dev.pollux.Waker;

/** Calls wakers that may be the user's. */
final class Wakes {

  private static final System.Logger LOG = System.getLogger("dev.pollux.runtime");

  private Wakes() {}

  /** Wakes, and keeps what a broken waker throws away from the thread that serves everybody. */
  static void wake(Waker waker) {
    try {
      waker.wake();
    } catch (Throwable broken) {
      try {
        LOG.log(
            System.Logger.Level.WARNING,
            "Waker.wake must never throw, and this one did: mend " + waker.getClass().getName(),
            broken);
      } catch (Throwable noLog) {
        // The failure is the waker's; a logger that fails as well has nothing to add.
      }
    }
  }
}
