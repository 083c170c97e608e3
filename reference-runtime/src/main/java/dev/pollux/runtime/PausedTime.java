package dev.pollux.runtime;

import dev.pollux.time.wheel.TimeSource;
import java.time.Instant;

/** A clock that stands still until the driver moves it to the next timer. */
final class PausedTime implements TimeSource {

  private final Instant start = Instant.now();
  private volatile long now;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(now);
  }

  /** Driver only. Never goes back. */
  void moveTo(long nanos) {
    if (nanos > now) {
      now = nanos;
    }
  }
}
