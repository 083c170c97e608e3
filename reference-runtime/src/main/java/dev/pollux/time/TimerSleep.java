package dev.pollux.time;

import dev.pollux.Context;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.Waker;
import dev.pollux.time.wheel.TimerEntry;
import dev.pollux.time.wheel.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sleep that is its own timer: one object of 40 bytes, filed in the timers when it first has to
 * wait.
 */
final class TimerSleep extends TimerEntry implements Sleep {
  private static final byte NEW = 0; // not polled; kept: the duration in nanoseconds
  private static final byte UNTIL = 1; // not polled; kept: the instant in nanoseconds of the epoch
  private static final byte WAITING = 2; // kept, unless filed: the deadline, by the timers
  private static final byte DONE = 3;
  private static final byte CANCELLED = 4;

  static final long UNREAD = -1; // no time by the timers

  // The owner's.
  private byte phase;
  private @Nullable Timers timers; // since the first poll

  TimerSleep(Duration duration) {
    phase = NEW;
    keep(Durations.nanos(duration));
  }

  TimerSleep(Instant until) {
    phase = UNTIL;
    keep(Durations.epochNanos(until));
  }

  @Override
  public Poll<Void> poll(Context cx) {
    if (phase >= DONE) {
      throw phase == DONE
          ? PollAfterEndException.completed(this)
          : PollAfterEndException.cancelled(this);
    }
    boolean proceed = cx.proceed();
    long now = start(cx);
    // pollux:ignore BlockingInPoll: the wheel's lock is held for a few stores
    if (!proceed || !await(cx.waker(), now)) {
      return Poll.pending();
    }
    cx.spend();
    return Poll.ready();
  }

  /**
   * Lets the time run, without filing anything yet.
   *
   * @return the time now if it had to be read, for {@link #await}
   */
  long start(Context cx) {
    if (phase >= WAITING) {
      return UNREAD;
    }
    Timers found = cx.service(Timers.class);
    long nanos = kept();
    if (phase == UNTIL) {
      nanos = Durations.between(Durations.epochNanos(found.instant()), nanos);
    }
    timers = found;
    phase = WAITING;
    if (nanos == 0) {
      keep(0); // over, whatever the time is
      return UNREAD;
    }
    long now = found.now();
    keep(Durations.after(now, nanos));
    return now;
  }

  /**
   * Waits for the time whatever the budget, for a deadline that must not be put off by what it
   * limits.
   *
   * @param now what {@link #start} gave in the same poll
   * @return true if the time has come, and the sleep has ended
   */
  boolean await(Waker waker, long now) {
    boolean due;
    if (isFiled()) {
      due = !wakes(waker) && timers.renew(this, waker);
    } else if (isFired() || kept() == 0) {
      due = true;
    } else {
      due = timers.file(this, now == UNREAD ? timers.now() : now, kept(), waker);
    }
    if (due) {
      phase = DONE;
    }
    return due;
  }

  @Override
  public void reset(Duration duration) {
    long nanos = Durations.nanos(Objects.requireNonNull(duration, "duration"));
    if (phase == CANCELLED) {
      throw new IllegalStateException(
          "reset of a sleep that was cancelled: create a new one with Time.sleep");
    }
    if (phase < WAITING) {
      phase = NEW;
      keep(nanos);
    } else if (nanos == 0) {
      resetAt(0, 0);
    } else {
      long now = timers.now();
      resetAt(now, Durations.after(now, nanos));
    }
  }

  /** Sets it anew, for a time by the timers' clock; only after {@link #start}. */
  void resetAt(long now, long time) {
    Waker keep = waker();
    phase = WAITING;
    if (keep == null) {
      withdraw(time);
    } else if (timers.file(this, now, time, keep)) {
      keep.wake();
    }
  }

  /**
   * Takes the timer back, so that nobody is woken before it is polled again.
   *
   * @param time when it is over then
   */
  void withdraw(long time) {
    timers.cancel(this);
    keep(time);
  }

  @Override
  public boolean isElapsed() {
    if (phase == WAITING && !isFiled() && !isFired()) {
      return timers.now() >= kept();
    }
    return phase == DONE || isFired();
  }

  @Override
  public void cancel() {
    if (isFiled()) {
      timers.cancel(this);
    }
    if (phase != DONE) {
      phase = CANCELLED;
    }
  }

  @Override
  public String toString() {
    return "Time.sleep";
  }
}
