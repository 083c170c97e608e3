package dev.pollux.time;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.time.wheel.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ticks at a fixed rate, however long what is done between them takes: what {@link Time#interval}
 * gives.
 *
 * <pre>{@code
 * Interval interval = Time.interval(Duration.ofSeconds(1));
 * Future<Void> beat = interval.tick().then(due -> send(due));
 * }</pre>
 *
 * <p>The first tick is at once; the schedule begins with it. A tick counts as missed when it is
 * noticed more than 5 ms late; {@link #missed} says what is done then.
 *
 * <p>An interval belongs to one task: one {@link #tick} at a time.
 */
public final class Interval {
  // Less than this is how timers and schedulers are, and must not shift a schedule.
  private static final long TOLERATED_NANOS = 5_000_000;

  private final long period;
  private MissedTicks policy = MissedTicks.BURST;
  private @Nullable TimerSleep sleep; // since the first poll of a tick
  private @Nullable Timers timers;
  private @Nullable Instant start; // the first tick, by the time of day
  private long startTime; // the first tick, by the timers
  private long due; // the next tick

  Interval(long period) {
    this.period = period;
  }

  /**
   * Says what to do about missed ticks; {@link MissedTicks#BURST} unless set.
   *
   * @param policy what to do
   * @return this interval
   */
  @CanIgnoreReturnValue
  public Interval missed(MissedTicks policy) {
    this.policy = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Waits for the next tick. A tick that is cancelled is not lost: the next call waits for it.
   *
   * @return a future of the instant at which the tick was due
   */
  @CheckReturnValue
  public Future<Instant> tick() {
    return new Tick();
  }

  /**
   * Starts the schedule again: the next tick is a period from now. Before the first tick was polled
   * it does nothing.
   */
  public void reset() {
    if (sleep != null) {
      long now = timers.now();
      due = Durations.after(now, period);
      sleep.resetAt(now, due);
    }
  }

  /**
   * The time from one tick to the next.
   *
   * @return the period
   */
  public Duration period() {
    return Duration.ofNanos(period);
  }

  @Override
  public String toString() {
    return "Time.interval(" + period() + ")";
  }

  private boolean pollTick(Context cx) {
    if (sleep == null) {
      timers = cx.service(Timers.class);
      start = timers.instant();
      startTime = timers.now();
      due = startTime;
      sleep = new TimerSleep(Duration.ZERO);
      sleep.start(cx); // zero: over at once
    }
    return sleep.await(cx.waker(), TimerSleep.UNREAD);
  }

  private Instant passed() {
    long noticed = timers.now();
    Instant instant = start.plusNanos(due - startTime);
    due =
        noticed - due > TOLERATED_NANOS
            ? policy.next(due, noticed, period)
            : Durations.after(due, period);
    sleep.resetAt(noticed, due);
    return instant;
  }

  private final class Tick implements Future<Instant> {
    private boolean polled;
    private boolean ended;
    private boolean cancelled;

    @Override
    public Poll<Instant> poll(Context cx) {
      if (ended) {
        throw cancelled
            ? PollAfterEndException.cancelled(this)
            : PollAfterEndException.completed(this);
      }
      polled = true;
      // pollux:ignore BlockingInPoll: the wheel's lock is held for a few stores
      if (!cx.proceed() || !pollTick(cx)) {
        return Poll.pending();
      }
      cx.spend();
      ended = true;
      // pollux:ignore BlockingInPoll: the wheel's lock is held for a few stores
      return Poll.ready(passed());
    }

    @Override
    public void cancel() {
      if (!ended) {
        ended = true;
        cancelled = true;
        if (polled && sleep != null) {
          sleep.withdraw(due);
        }
      }
    }

    @Override
    public String toString() {
      return "Interval.tick";
    }
  }
}
