package dev.pollux.time.wheel;

import java.time.Instant;

/**
 * A clock that starts at zero, which all wheels of a runtime share: a deadline means the same in
 * each of them.
 */
public final class TimeOrigin {

  private final TimeSource source;
  private final long origin;

  /**
   * Starts at zero now.
   *
   * @param source what to read; it may wrap around
   */
  public TimeOrigin(TimeSource source) {
    this.source = source;
    this.origin = source.nanoTime();
  }

  /**
   * The time now.
   *
   * @return nanoseconds since the origin, at least 0
   */
  public long now() {
    return Math.max(0, source.nanoTime() - origin);
  }

  /**
   * The time of day now.
   *
   * @return the instant
   */
  public Instant instant() {
    return source.instant();
  }
}
