package dev.pollux.time;

import java.time.Duration;
import java.time.Instant;

/** Durations as nanoseconds that saturate instead of overflowing, and as words. */
final class Durations {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND; // and some nanoseconds

  private Durations() {}

  /** Nanoseconds, 0 for a negative duration, {@link Long#MAX_VALUE} for more than that. */
  static long nanos(Duration duration) {
    long seconds = duration.getSeconds();
    if (seconds < 0) {
      return 0;
    }
    return seconds < MAX_SECONDS ? seconds * NANOS_PER_SECOND + duration.getNano() : Long.MAX_VALUE;
  }

  /** Nanoseconds from 1970 on; before 1678 and after 2262 the end of the range. */
  static long epochNanos(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds >= MAX_SECONDS) {
      return Long.MAX_VALUE;
    }
    return seconds < -MAX_SECONDS ? Long.MIN_VALUE : seconds * NANOS_PER_SECOND + instant.getNano();
  }

  /** From one to the other of {@link #epochNanos}: 0 if that is not later. */
  static long between(long now, long then) {
    if (then <= now) {
      return 0;
    }
    long nanos = then - now;
    return then == Long.MAX_VALUE || nanos < 0 ? Long.MAX_VALUE : nanos;
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
