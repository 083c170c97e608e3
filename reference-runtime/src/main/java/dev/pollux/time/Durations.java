package dev.pollux.time;

import java.time.Duration;

/** Durations as nanoseconds that saturate instead of overflowing, and as words. */
final class Durations {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private Durations() {}

  /** Nanoseconds, 0 for a negative duration, {@link Long#MAX_VALUE} for more than that. */
  static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
  }

  /** A point in time after another, which may be one that never comes. */
  static long after(long time, long nanos) {
    long sum = time + nanos;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** For messages: the unit that people write, and what {@link Duration#toString} says. */
  static String describe(Duration duration) {
    long nanos = nanos(duration);
    if (nanos == Long.MAX_VALUE) {
      return duration.toString();
    }
    String plain;
    if (nanos % 1_000_000_000 == 0) {
      plain = nanos / 1_000_000_000 + " s";
    } else if (nanos % 1_000_000 == 0) {
      plain = nanos / 1_000_000 + " ms";
    } else {
      plain = nanos + " ns";
    }
    return plain + " (" + duration + ")";
  }
}
