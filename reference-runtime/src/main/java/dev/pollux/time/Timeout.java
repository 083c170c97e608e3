package dev.pollux.time;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A future with a deadline: {@link Time#timeout}. */
final class Timeout<V extends @Nullable Object> implements Future<V> {
  private final Duration duration;
  private final TimerSleep deadline;
  private @Nullable Future<V> child; // null once it ended or was cancelled
  private boolean cancelled;

  Timeout(Duration duration, Future<V> child) {
    this.duration = duration;
    this.deadline = new TimerSleep(duration);
    this.child = child;
  }

  @Override
  public Poll<V> poll(Context cx) throws Exception {
    Future<V> polled = child;
    if (polled == null) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    long started = deadline.start(cx);
    Poll<V> poll;
    try {
      poll = polled.poll(cx);
    } catch (Throwable thrown) {
      child = null;
      // pollux:ignore BlockingInPoll: the wheel's lock is held for a few stores
      deadline.cancel();
      throw thrown;
    }
    if (poll == null) {
      child = null;
      // pollux:ignore BlockingInPoll: the wheel's lock is held for a few stores
      deadline.cancel();
      throw new NullPointerException(
          "poll() of "
              + polled
              + " returned null: return Poll.ready(value) or, with a wake-up arranged,"
              + " Poll.pending()");
    }
    if (poll.isReady()) {
      child = null;
      // pollux:ignore BlockingInPoll: the wheel's lock is held for a few stores
      deadline.cancel();
      return poll;
    }
    // pollux:ignore BlockingInPoll: the wheel's lock is held for a few stores
    if (!deadline.await(cx.waker(), started)) {
      return Poll.pending();
    }
    child = null;
    TimeoutException late =
        new TimeoutException(
            "not done within "
                + Durations.describe(duration)
                + ", so "
                + polled
                + " was cancelled. Allow more time, or handle the delay with recover");
    try {
      polled.cancel();
    } catch (Throwable thrown) {
      late.addSuppressed(thrown);
    }
    throw late;
  }

  @Override
  public void cancel() {
    Future<V> abandoned = child;
    if (abandoned != null) {
      child = null;
      cancelled = true;
      deadline.cancel();
      abandoned.cancel();
    }
  }

  @Override
  public String toString() {
    return "Time.timeout";
  }
}
