package dev.pollux.runtime.reactor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
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
   *   mode:  AWAY --poll--> SELECTING or PARKED --poll ends--> AWAY
   *
   *   A registration changes what its key waits for without a system call: the JDK keeps the change
   *   and applies it when the next select begins. Only if a thread sleeps in select just now must it
   *   be woken to begin another one. While no channel is registered there is nothing to select: the
   *   poller parks, which costs the one who wakes it a fraction of the write to the selector's pipe.
   *
   *   who       step                                     publishes
   *   poller    mode := SELECTING or PARKED (volatile),  how to wake it, and that changes made from now on
   *             then reads wakeupAsked and the keys,     need that. Select begins by taking the changes
   *             then selects or parks                    that were made before
   *   waker     wakeupAsked := true (volatile),          that the poll has to end, or the next one
   *             then reads mode and wakes that way
   *   changer   registers or changes a key,              that there is something to select
   *             then reads mode
   *   closer    cancels its key, cancelled + 1 (RMW),    that one more key has to go. The closer that makes
   *             then reads mode                          it a batch wakes the poller, and so does a thread
   *                                                      of the runtime that goes to sleep
   *   poller    after mode: cancelled := 0               that the select which follows lets go of them
   *
   *   Each pair is a write followed by a read of the other's: of two that meet at least one sees the
   *   other, and a wakeup that comes between polls is kept for the next.
   *
   *   The JDK gives the descriptor of a registered channel back when a select lets go of its key, and not
   *   before. Wakers are collected during select, which holds the selector's monitor, and called after it.
   */

  /**
   * So many selects in a row that found nothing and were not asked to return: a broken selector.
   */
  private static final int PREMATURE_LIMIT = 512;

  private static final int PREMATURE_SPIN = 4;

  /** So many closed streams are worth a wakeup, as in Tokio. */
  private static final int CANCELLED_BATCH = 16;

  private static final int AWAY = 0;
  private static final int SELECTING = 1;
  private static final int PARKED = 2;

  /**
   * How long the close of a listener waits, at most, until its port is free. It takes as long as
   * the poller takes to leave select: microseconds, or what the system needs to give it a
   * processor.
   */
  private static final long RELEASE_NANOS = 50_000_000;

  private static final System.Logger LOG = System.getLogger("dev.pollux.runtime.reactor");

  private final Turns turns;
  private final int prematureLimit;
  private final Consumer<SelectionKey> dispatch = this::dispatch;

  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicInteger selects = new AtomicInteger(); // odd while the poller is in one
  private volatile Selector selector;
  private volatile int mode = AWAY;
  private volatile @Nullable Thread parked;
  private volatile boolean wakeupAsked;
  private volatile boolean closed;

  // the poller only
  private final Wakers wakers = new Wakers(64);
  private int weight;
  private int unused;
  private int premature;

  /** What a reactor knows of the threads that poll it. */
  public interface Turns {

    /**
     * Whether the calling thread is one of those that poll the reactor, or {@linkplain #settle
     * settle it}, before they sleep.
     *
     * @return false if the caller may never come back here
     */
    boolean isOwnThread();

    /** Polls without waiting, on the calling thread, unless another thread polls. */
    void tryTurn();
  }

  /**
   * Opens a selector.
   *
   * @param turns who polls
   */
  public Reactor(Turns turns) {
    this(turns, PREMATURE_LIMIT);
  }

  Reactor(Turns turns, int prematureLimit) {
    this.turns = turns;
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
    switch (mode) {
      case SELECTING -> selector.wakeup();
      case PARKED -> LockSupport.unpark(parked);
      default -> {}
    }
  }

  /** What a key waits for was changed: a select that sleeps has to notice. */
  void changed() {
    if (mode != AWAY) {
      wakeup();
    }
  }

  /**
   * A key was cancelled because its channel is closed. Streams are let go of in batches: the peer
   * has been told already. A listener keeps its port until then, so that is not put off.
   */
  void cancelled(SelectableChannel channel) {
    boolean listener = channel instanceof ServerSocketChannel;
    int waiting = cancelled.incrementAndGet();
    if (!listener && waiting < CANCELLED_BATCH && turns.isOwnThread()) {
      return;
    }
    letGo();
    if (listener) {
      long end = System.nanoTime() + RELEASE_NANOS;
      while (channel.isRegistered() && System.nanoTime() < end) {
        Thread.yield();
        letGo(); // whoever polled may have ended meanwhile, and nobody polls now
      }
      // The JDK closes the descriptor a little after that, in the same select.
      int inside = selects.get();
      while ((inside & 1) == 1 && selects.get() == inside && System.nanoTime() < end) {
        Thread.yield();
        letGo();
      }
    }
  }

  private void letGo() {
    if (mode != AWAY) {
      wakeup();
    } else {
      turns.tryTurn();
    }
  }

  /** A thread of the runtime goes to sleep outside the reactor: what it closed has to be let go. */
  public void settle() {
    if (cancelled.get() > 0) {
      letGo();
    }
  }

  /**
   * Waits for readiness and wakes who waits for it.
   *
   * @param maxNanos how long at most, rounded up to milliseconds; 0 only looks; {@link
   *     Long#MAX_VALUE} waits until something happens
   * @return false if nobody was woken although channels are ready: whom they woke before did not
   *     run yet, or does not want them
   */
  public boolean poll(long maxNanos) {
    unused = 0;
    selects.getAndIncrement();
    try {
      select(maxNanos);
    } catch (ClosedSelectorException e) {
      return true;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "select failed; the selector is replaced", e);
      rebuild();
    } finally {
      selects.getAndIncrement();
    }
    return wakers.wakeAll() > 0 || unused == 0;
  }

  private void select(long maxNanos) throws IOException {
    Selector now = selector;
    boolean nothingToSelect = now.keys().isEmpty();
    if (maxNanos > 0) {
      if (nothingToSelect) {
        park(now, maxNanos);
      } else {
        await(now, maxNanos);
      }
    } else if (!nothingToSelect) {
      weight = Readiness.GLANCE;
      cancelled.setPlain(0);
      now.selectNow(dispatch);
    }
  }

  private void await(Selector now, long maxNanos) throws IOException {
    weight = Readiness.WAIT;
    boolean bounded = maxNanos != Long.MAX_VALUE;
    long start = bounded ? System.nanoTime() : 0;
    int events;
    mode = SELECTING;
    try {
      if (cancelled.getPlain() != 0) {
        cancelled.set(0);
      }
      events = wakeupAsked ? now.selectNow(dispatch) : now.select(dispatch, toMillis(maxNanos));
    } finally {
      mode = AWAY;
    }
    if (wakeupAsked) {
      wakeupAsked = false;
      premature = 0;
    } else if (events > 0
        || Thread.currentThread().isInterrupted()
        || (bounded && System.nanoTime() - start >= maxNanos)) {
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

  // ---- the poller only, from Registration

  /** To be woken when the select is over. */
  Wakers wakers() {
    return wakers;
  }

  /** Of the events that are reported now. */
  int weight() {
    return weight;
  }

  /** An event that an earlier one foretold, and that was not used since. */
  void countUnused() {
    unused++;
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

  /**
   * Whether there is anything to select: any thread, and out of date at once.
   *
   * @return true if a channel is registered
   */
  public boolean hasChannels() {
    return !closed && !selector.keys().isEmpty();
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
    wakers.wakeAll();
  }
}
