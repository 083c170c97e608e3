package dev.pollux.time;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Futures of time. None of them runs before it is polled; then each needs a runtime that offers
 * timers, and fails with an {@link IllegalStateException} that says so where there is none.
 *
 * <p>Times are kept to the millisecond and rounded up: nothing here is ever early. A duration of
 * zero or less is over at the first poll; one that is too long to count never ends.
 */
public final class Time {
  private Time() {}

  /**
   * Waits. The time is counted from the first poll. Cancelling takes the timer back at once.
   *
   * @param duration how long
   * @return a future that is ready when the time is over
   */
  @CheckReturnValue
  public static Sleep sleep(Duration duration) {
    return new TimerSleep(Objects.requireNonNull(duration, "duration"));
  }

  /**
   * Waits until an instant. The instant is compared with the runtime's clock once, at the first
   * poll; what is done to the clock of the machine afterwards does not matter.
   *
   * @param instant until when; one that is past is allowed
   * @return a future that is ready when the instant has come
   */
  @CheckReturnValue
  public static Sleep sleepUntil(Instant instant) {
    return new TimerSleep(Objects.requireNonNull(instant, "instant"));
  }

  /**
   * Gives a future a limited time, counted from the first poll. If it has not ended by then it is
   * cancelled, and {@link java.util.concurrent.TimeoutException} is thrown.
   *
   * <p>The future is polled before the time is looked at: a result that is there at the deadline
   * counts. A future that uses up the budget of every poll does not put the deadline off. One that
   * never has to wait costs no timer.
   *
   * @param duration how long
   * @param future what to wait for
   * @param <V> the type of the value
   * @return the future with a deadline; it owns {@code future}
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Future<V> timeout(
      Duration duration, Future<V> future) {
    return new Timeout<>(
        Objects.requireNonNull(duration, "duration"), Objects.requireNonNull(future, "future"));
  }

  /**
   * Ticks at a fixed rate, the first time at once: see {@link Interval}.
   *
   * @param period from one tick to the next
   * @return the interval, which starts when its first tick is polled
   * @throws IllegalArgumentException if the period is zero or negative
   */
  @CheckReturnValue
  public static Interval interval(Duration period) {
    Objects.requireNonNull(period, "period");
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException(
          "the period of an interval must be more than zero: " + period);
    }
    return new Interval(Durations.nanos(period));
  }
}
