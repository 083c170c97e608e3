package dev.pollux.runtime;

import java.time.Duration;

/** Durations as nanoseconds. */
final class Durations {

  private Durations() {}

  /** What does not fit is as long as a long can say. */
  static long toNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
