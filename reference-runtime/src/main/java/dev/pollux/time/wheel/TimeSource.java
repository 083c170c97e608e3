package dev.pollux.time.wheel;

import java.time.Instant;

/** The clock that a wheel reads: the system's, or one that a test moves by hand. */
public interface TimeSource {

  /**
   * Nanoseconds since some fixed point, as {@link System#nanoTime}: they never go back, and only
   * differences mean something. The value may wrap around.
   *
   * @return the reading
   */
  long nanoTime();

  /**
   * The time of day that goes with {@link #nanoTime}.
   *
   * @return the instant
   */
  Instant instant();

  /**
   * The clock of the system.
   *
   * @return the time source
   */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }
}
