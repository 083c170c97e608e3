package dev.pollux.runtime;

import dev.pollux.runtime.reactor.Reactor;
import dev.pollux.time.wheel.TimeSource;
import dev.pollux.time.wheel.TimerWheels;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread turns while it has nothing to run: the reactor and the timers. One thread at a time
 * holds it; the others sleep.
 */
final class Driver implements Reactor.Turns {

  /** A timer this late in another worker's wheel is fired here; at one tick it could be as well. */
  private static final long TOLERATED_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** As many as a ring takes: the rest is overdue, and next. */
  private static final int FIRED_A_TURN = LocalQueue.CAPACITY;

  private final Reactor reactor = new Reactor(this);
  private final @Nullable PausedTime paused;
  private final TimerWheels timers;

  /** Written by the holder: how often the driver was turned, for who wonders whether it is. */
  private final AtomicInteger turns = new AtomicInteger();

  /** With one worker nobody else is about to turn the wheel. */
  private final long tolerated;

  /** Held: the exclusive right to wait for I/O and for timers. */
  private final AtomicBoolean held = new AtomicBoolean();

  /** Whether the calling thread is a worker, which comes by here before it sleeps. */
  private volatile BooleanSupplier onWorker = () -> false;

  /** For workers so many. */
  Driver(boolean pausedTime, int workers) {
    paused = pausedTime ? new PausedTime() : null;
    timers =
        new TimerWheels(paused == null ? TimeSource.system() : paused, workers, reactor::wakeup);
    tolerated = workers == 1 ? 0 : TOLERATED_NANOS;
  }

  void workers(BooleanSupplier onWorker) {
    this.onWorker = onWorker;
  }

  @Override
  public boolean isOwnThread() {
    return onWorker.getAsBoolean();
  }

  @Override
  public void tryTurn() {
    if (tryAcquire()) {
      try {
        reactor.poll(0);
      } finally {
        release();
      }
    }
  }

  /** A worker sleeps outside the driver, or does not come by for long: what it closed is let go. */
  void settle() {
    reactor.settle();
  }

  /** Any thread: changes with each turn. */
  int turns() {
    return turns.getOpaque();
  }

  /** What is polled by that worker finds: its own timers, and the reactor of all. */
  Services services(int worker) {
    return new Services(timers.wheel(worker), reactor);
  }

  boolean tryAcquire() {
    return !held.get() && held.compareAndSet(false, true);
  }

  void release() {
    held.set(false);
  }

  /** Any thread: I/O is waited for, and nobody learns of it but by a turn. */
  boolean hasChannels() {
    return reactor.hasChannels();
  }

  boolean isHeld() {
    return held.get();
  }

  /** Ends the wait that goes on, or the next one. Any thread. */
  void wakeup() {
    reactor.wakeup();
  }

  /** Any worker, at any time: wakes whom its own timers concern, at most so many. */
  int turnWheel(int worker, int limit) {
    return timers.advance(worker, limit);
  }

  /**
   * Holder only: wakes whom I/O concerns, and timers that another worker left behind, and does not
   * wait for any.
   */
  void look() {
    turns.setOpaque(turns.getPlain() + 1);
    reactor.poll(0);
    timers.advanceOverdue(tolerated, FIRED_A_TURN);
  }

  /**
   * Holder only: waits until I/O, a timer or {@link #wakeup} ends it. Paused time ends nothing.
   *
   * @return false if tasks that were woken before have not run yet: another worker has too many
   */
  boolean await() {
    turns.setOpaque(turns.getPlain() + 1);
    boolean settled;
    long nanos = timers.beginSleep();
    try {
      settled = reactor.poll(paused == null ? nanos : Long.MAX_VALUE);
    } finally {
      timers.endSleep();
    }
    timers.advanceOverdue(0, FIRED_A_TURN);
    return settled;
  }

  boolean isPaused() {
    return paused != null;
  }

  /**
   * The thread that looks after a runtime with paused time: moves it to the next timer and fires
   * that.
   *
   * @return false if no timer waits
   */
  boolean skipToNextTimer() {
    if (paused == null) {
      return false;
    }
    int fired = 0;
    long next = timers.nextDeadline();
    while (fired == 0 && next != Long.MAX_VALUE) {
      paused.moveTo(next);
      fired = timers.advanceOverdue(0, FIRED_A_TURN);
      next = timers.nextDeadline();
    }
    return fired > 0;
  }

  /** Holder only. */
  void close() {
    reactor.close();
  }
}
