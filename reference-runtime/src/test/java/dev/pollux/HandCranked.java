package dev.pollux;

import dev.pollux.time.wheel.TimeOrigin;
import dev.pollux.time.wheel.TimeSource;
import dev.pollux.time.wheel.TimerWheel;
import dev.pollux.time.wheel.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A whole executor, turned by hand: it runs when told to, and time passes when told to. */
public final class HandCranked {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final int BUDGET = 128;

  private final Queue<Task<?>> ready = new ArrayDeque<>();
  private long nanos;
  private int budget;

  /** The clock starts just before it wraps around, as nanoTime may. */
  @SuppressWarnings("exports") // the tests are inside the module
  public final TimerWheel wheel =
      new TimerWheel(
          new TimeOrigin(
              new TimeSource() {
                @Override
                public long nanoTime() {
                  return Long.MAX_VALUE - 5 + nanos;
                }

                @Override
                public Instant instant() {
                  return START.plusNanos(nanos);
                }
              }),
          deadline -> {});

  public HandCranked() {}

  public <T extends @Nullable Object> Task<T> spawn(Future<T> future) {
    Task<T> task = new Task<>(future);
    task.wake();
    return task;
  }

  /** Spawns and runs until nothing is left to do. */
  public <T extends @Nullable Object> Task<T> start(Future<T> future) {
    Task<T> task = spawn(future);
    run();
    return task;
  }

  /** Polls what was woken until nothing is. */
  public void run() {
    for (Task<?> task = ready.poll(); task != null; task = ready.poll()) {
      task.poll();
    }
  }

  /** Polls once what is first in the queue. */
  public void step() {
    Objects.requireNonNull(ready.poll(), "nothing is ready").poll();
  }

  public boolean isIdle() {
    return ready.isEmpty();
  }

  /** Lets time pass, fires what is due then, and runs. */
  public void pass(Duration duration) {
    nanos += duration.toNanos();
    wheel.advance();
    run();
  }

  /** Lets time pass without anybody noticing yet. */
  public void stall(Duration duration) {
    nanos += duration.toNanos();
  }

  public final class Task<T extends @Nullable Object> implements Waker, Context {
    private final Future<T> future;
    private boolean queued;
    private boolean ended;
    public int polls;
    public int wakes;
    public @Nullable Poll<T> result;
    public @Nullable Throwable thrown;

    private Task(Future<T> future) {
      this.future = future;
    }

    public boolean isDone() {
      return ended;
    }

    /** The value; fails if there is none. */
    public T value() {
      if (thrown != null) {
        throw new AssertionError("the future threw", thrown);
      }
      return Objects.requireNonNull(result, "the future is not done").get();
    }

    public void abort() {
      ended = true;
      future.cancel();
    }

    @Override
    public void wake() {
      wakes++;
      if (!queued && !ended) {
        queued = true;
        ready.add(this);
      }
    }

    private void poll() {
      queued = false;
      if (ended) {
        return;
      }
      budget = BUDGET;
      polls++;
      try {
        Poll<T> poll = future.poll(this);
        if (poll.isReady()) {
          result = poll;
          ended = true;
        }
      } catch (Throwable failure) {
        thrown = failure;
        ended = true;
      }
    }

    @Override
    public Waker waker() {
      return this;
    }

    @Override
    public boolean proceed() {
      if (budget == 0) {
        wake();
      }
      return budget > 0;
    }

    @Override
    public void spend() {
      budget--;
    }

    @Override
    public <S> S service(Class<S> type) {
      return type == Timers.class ? type.cast(wheel) : Context.super.service(type);
    }
  }
}
