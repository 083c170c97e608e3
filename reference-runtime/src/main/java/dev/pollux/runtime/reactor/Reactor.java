package dev.pollux.runtime.reactor;

import dev.pollux.Waker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the futures that wait for channels when these are ready. One selector serves a whole
 * runtime; whichever thread is idle polls it, one at a time.
 *
 * <p>{@link #poll} and {@link #close} are for the thread that holds the driver. The rest is for any
 * thread.
 */
public final class Reactor {

  /*
   *   A registration changes what its key waits for without a system call: the JDK keeps the change
   *   and applies it when the next select begins. Only if a thread sleeps in select just now must it
   *   be woken to begin another one.
   *
   *   who       step                                 publishes
   *   poller    selecting = true, then select        that changes made from now on need a wakeup. Select
   *             begins by taking the changes         takes those that were made before
   *   changer   change (under the JDK's own lock),   the change; it either was in time for select to
   *             then reads selecting                 take, or it sees true
   *
   *   Wakers are collected during select, which holds the selector's monitor, and called after it.
   *
   *   While no channel is registered there is nothing to select: the poller parks, which costs the one
   *   who wakes it a fraction of the write to the selector's pipe.
   *
   *   mode:  AWAY --poll--> SELECTING or PARKED --poll ends--> AWAY
   *
   *   who       step                                     publishes
   *   poller    mode := SELECTING or PARKED (volatile),  how to wake it
   *             then reads wakeupAsked and the keys
   *   waker     wakeupAsked := true (volatile),          that the poll has to end, or the next one
   *             then reads mode and wakes that way
   *   changer   registers a key, then reads mode         that there is something to select
   *
   *   Each pair is a write followed by a read of the other's: of two that meet at least one sees the
   *   other, and a wakeup that comes between polls is kept for the next.
   */

  /**
   * So many selects in a row that found nothing and were not asked to return: a broken selector.
   */
  private static final int PREMATURE_LIMIT = 512;

  private static final int PREMATURE_SPIN = 4;

  private static final int AWAY = 0;
  private static final int SELECTING = 1;
  private static final int PARKED = 2;

  private static final System.Logger LOG = System.getLogger("dev.pollux.runtime.reactor");

  private final int prematureLimit;
  private final Consumer<SelectionKey> dispatch = this::dispatch;

  private volatile Selector selector;
  private volatile int mode = AWAY;
  private volatile @Nullable Thread parked;
  private volatile boolean wakeupAsked;
  private volatile boolean closed;

  // the poller only
  private @Nullable Waker[] wakers = new Waker[64];
  private int wakerCount;
  private int premature;

  /** Opens a selector. */
  public Reactor() {
    this(PREMATURE_LIMIT);
  }

  Reactor(int prematureLimit) {
    this.prematureLimit = prematureLimit;
    this.selector = open();
  }

  private static Selector open() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no selector could be opened; is the limit of open files reached?", e);
    }
  }

  Selector selector() {
    return selector;
  }

  boolean isClosed() {
    return closed;
  }

  /** Ends the poll that sleeps, or the next one. Any thread. */
  public void wakeup() {
    wakeupAsked = true;
    endWait();
  }

  private void endWait() {
    switch (mode) {
      case SELECTING -> selector.wakeup();
      case PARKED -> LockSupport.unpark(parked);
      default -> {}
    }
  }

  /** What a key waits for was changed, or a key cancelled: a select that sleeps has to notice. */
  void changed() {
    if (mode != AWAY) {
      wakeup();
    }
  }

  /**
   * Waits for readiness and wakes who waits for it.
   *
   * @param maxNanos how long at most, rounded up to milliseconds; 0 only looks; {@link
   *     Long#MAX_VALUE} waits until something happens
   */
  public void poll(long maxNanos) {
    try {
      select(maxNanos);
    } catch (ClosedSelectorException e) {
      return;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "select failed; the selector is replaced", e);
      rebuild();
    }
    wakeAll();
  }

  private void select(long maxNanos) throws IOException {
    Selector now = selector;
    boolean nothingToSelect = now.keys().isEmpty();
    if (maxNanos <= 0) {
      if (!nothingToSelect) {
        now.selectNow(dispatch);
      }
      return;
    }
    if (nothingToSelect) {
      park(now, maxNanos);
      return;
    }
    long start = System.nanoTime();
    int events;
    mode = SELECTING;
    try {
      events = wakeupAsked ? now.selectNow(dispatch) : now.select(dispatch, toMillis(maxNanos));
    } finally {
      mode = AWAY;
    }
    if (events > 0 || wakeupAsked || Thread.currentThread().isInterrupted()) {
      wakeupAsked = false;
      premature = 0;
    } else if (System.nanoTime() - start >= maxNanos) {
      premature = 0;
    } else if (++premature >= prematureLimit) {
      LOG.log(
          System.Logger.Level.WARNING,
          "select returned {0} times in a row for nothing; the selector is replaced",
          premature);
      rebuild();
    } else if (premature > PREMATURE_SPIN) {
      // Mostly a key that another thread is about to cancel: it is invalid, so that the JDK skips
      // its changes, but not yet among those to be removed. That thread needs this processor.
      Thread.yield();
    }
  }

  /** Waits as long as there is no channel to wait for. */
  private void park(Selector now, long maxNanos) {
    parked = Thread.currentThread();
    mode = PARKED;
    try {
      if (!wakeupAsked && now.keys().isEmpty()) {
        if (maxNanos == Long.MAX_VALUE) {
          LockSupport.park(this);
        } else {
          LockSupport.parkNanos(this, maxNanos);
        }
      }
    } finally {
      mode = AWAY;
      parked = null;
      wakeupAsked = false;
    }
  }

  /** 0 would mean for ever, and so it does here. */
  private static long toMillis(long nanos) {
    return nanos == Long.MAX_VALUE ? 0 : Math.max(1, (nanos - 1) / 1_000_000 + 1);
  }

  private void dispatch(SelectionKey key) {
    try {
      ((Registration) key.attachment()).ready(key, this);
    } catch (Throwable thrown) {
      // Thrown into the select it would cost everybody else their events.
      LOG.log(System.Logger.Level.ERROR, "an event was not delivered", thrown);
    }
  }

  /** The poller only, from {@link Registration#ready}. */
  void collect(Waker waker) {
    if (wakerCount == wakers.length) {
      wakers = Arrays.copyOf(wakers, wakerCount * 2);
    }
    wakers[wakerCount++] = waker;
  }

  private void wakeAll() {
    for (int i = 0; i < wakerCount; i++) {
      Waker waker = wakers[i];
      wakers[i] = null;
      if (waker != null) {
        Waiters.wake(waker);
      }
    }
    wakerCount = 0;
  }

  /** Moves all registrations to a new selector. */
  private void rebuild() {
    Selector old = selector;
    premature = 0;
    selector = open();
    for (SelectionKey key : old.keys()) {
      ((Registration) key.attachment()).move(old, this);
    }
    try {
      old.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the replaced selector did not close", e);
    }
  }

  /** The end: every future that waits here is woken, and fails. Poller only; twice is harmless. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Selector last = selector;
    for (SelectionKey key : last.keys()) {
      ((Registration) key.attachment()).shutdown(this);
    }
    try {
      last.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the selector did not close", e);
    }
    wakeAll();
  }
}
