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

/** A sleep that is its own timer: one object, filed in the timers when it first has to wait. */
final class TimerSleep extends TimerEntry implements Sleep {
  private static final int NEW = 0; // not polled: `nanos` counts from the first poll
  private static final int WAITING = 1; // `deadline` is set, the entry is filed or fired
  private static final int DONE = 2;
  private static final int CANCELLED = 3;

  // The owner's.
  private int phase = NEW;
  private @Nullable Timers timers; // since the first poll
  private @Nullable Instant until; // NEW: in place of a duration
  private long deadline; // NEW: the duration in nanoseconds; afterwards: when, by the timers

  TimerSleep(Duration duration) {
    this.deadline = Durations.nanos(duration);
  }

  TimerSleep(Instant until) {
    this.until = until;
  }

  @Override
  public Poll<Void> poll(Context cx) {
    if (phase == DONE) {
      throw PollAfterEndException.completed(this);
    }
    if (phase == CANCELLED) {
      throw PollAfterEndException.cancelled(this);
    }
    if (!cx.proceed()) {
      start(cx);
      return Poll.pending();
    }
    start(cx);
    if (!await(cx.waker())) {
      return Poll.pending();
    }
    cx.spend();
    return Poll.ready();
  }

  /** Lets the time run, without filing anything yet. */
  void start(Context cx) {
    if (phase != NEW) {
      return;
    }
    timers = cx.service(Timers.class);
    long nanos = deadline;
    if (until != null) {
      nanos = Durations.nanos(Duration.between(timers.instant(), until));
      until = null;
    }
    deadline = nanos == 0 ? 0 : Durations.after(timers.now(), nanos);
    phase = WAITING;
  }

  /**
   * Waits for the time whatever the budget, for a deadline that must not be put off by what it
   * limits.
   *
   * @return true if the time has come, and the sleep has ended
   */
  boolean await(Waker waker) {
    boolean due;
    if (isFired() || deadline == 0) {
      due = true;
    } else if (isFiled()) {
      due = !wakes(waker) && timers.renew(this, waker);
    } else {
      due = timers.file(this, deadline, waker);
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
    if (phase == NEW) {
      until = null;
      deadline = nanos;
      return;
    }
    resetAt(nanos == 0 ? 0 : Durations.after(timers.now(), nanos));
  }

  /** Takes the timer back; the sleep may still be set anew. Only after {@link #start}. */
  void withdraw() {
    if (isFiled()) {
      timers.cancel(this);
    }
  }

  /** Sets it anew, for a time by the timers' clock; only after {@link #start}. */
  void resetAt(long time) {
    deadline = time;
    Waker keep = waker();
    phase = WAITING;
    if (keep == null) {
      timers.cancel(this);
    } else if (timers.file(this, time, keep)) {
      keep.wake();
    }
  }

  @Override
  public boolean isElapsed() {
    return phase == DONE || isFired() || (phase == WAITING && timers.now() >= deadline);
  }

  @Override
  public void cancel() {
    withdraw();
    phase = phase == DONE ? DONE : CANCELLED;
  }

  @Override
  public String toString() {
    return "Time.sleep";
  }
}
