package dev.pollux.runtime;

import dev.pollux.runtime.reactor.Reactor;
import dev.pollux.time.wheel.TimeSource;
import dev.pollux.time.wheel.TimerWheel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a thread turns while it has nothing to run: the reactor and the timers. One thread at a time
 * holds it; the others sleep.
 */
final class Driver {

  private final Reactor reactor = new Reactor();
  private final @Nullable PausedTime paused;
  private final TimerWheel timers;

  /** Written by the holder: how often the driver was turned, for who wonders whether it is. */
  private final AtomicInteger turns = new AtomicInteger();

  /** Held: the exclusive right to wait for I/O and to fire timers. */
  private final AtomicBoolean held = new AtomicBoolean();

  /**
   * True around a wait that may be long. The holder sets it and then reads the next deadline; who
   * files an earlier timer publishes that and then reads this: one of the two sees the other, and
   * the wait is cut short or never begun.
   */
  private volatile boolean waiting;

  Driver(boolean pausedTime) {
    paused = pausedTime ? new PausedTime() : null;
    timers = new TimerWheel(paused == null ? TimeSource.system() : paused, this::earlierTimer);
  }

  /** Any thread: changes with each turn. */
  int turns() {
    return turns.getOpaque();
  }

  Services services() {
    return new Services(timers, reactor);
  }

  boolean tryAcquire() {
    return !held.get() && held.compareAndSet(false, true);
  }

  void release() {
    held.set(false);
  }

  boolean isHeld() {
    return held.get();
  }

  private void earlierTimer() {
    if (waiting) {
      reactor.wakeup();
    }
  }

  /** Ends the wait that goes on, or the next one. Any thread. */
  void wakeup() {
    reactor.wakeup();
  }

  /** Holder only: wakes whom I/O and timers concern, and does not wait for any. */
  void look() {
    turns.setOpaque(turns.getPlain() + 1);
    reactor.poll(0);
    timers.advance();
  }

  /** Holder only: waits until I/O, a timer or {@link #wakeup} ends it. Paused time ends nothing. */
  void await() {
    turns.setOpaque(turns.getPlain() + 1);
    waiting = true;
    try {
      reactor.poll(paused == null ? timers.nanosUntilNext() : Long.MAX_VALUE);
    } finally {
      waiting = false;
    }
    timers.advance();
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
      fired = timers.advance();
      next = timers.nextDeadline();
    }
    return fired > 0;
  }

  /** Holder only. */
  void close() {
    reactor.close();
  }
}
