package dev.pollux.runtime;

/** Until when a caller is willing to wait, by the system's clock. */
record Deadline(long nanoTime, boolean never) {

  /** Far enough to be never, near enough for differences of nanoTime. */
  private static final long FOREVER = Long.MAX_VALUE / 4;

  static Deadline none() {
    return new Deadline(0, true);
  }

  static Deadline in(long nanos) {
    return new Deadline(System.nanoTime() + Math.min(Math.max(nanos, 0), FOREVER), false);
  }

  /** Nanoseconds, never negative. */
  long left() {
    return never ? FOREVER : Math.max(0, nanoTime - System.nanoTime());
  }
}
