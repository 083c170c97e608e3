package dev.pollux.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A number of permits, and a fair queue of those who wait for one. */
final class Permits extends Gate {
  /*
   * One word: the number of permits that are free, and two flags.
   *
   *    63                                   2          1         0
   *   +--------------------------------------+----------+---------+
   *   |  free permits                        |  CLOSED  | WAITING |
   *   +--------------------------------------+----------+---------+
   *
   *   who         transition                    mode (least)  publishes / why that is enough
   *   any         free -> free - 1, no flag     CAS acquire   what was written before the release
   *   any         free -> free + 1              RMW release   what the holder wrote. It reads the
   *                                                           flag in the same access, so a waiter
   *                                                           who set WAITING before is seen
   *   lock        WAITING set, free is 0        CAS           fails if a permit came back: look again
   *   lock        free -> free - 1, WAITING     CAS acquire   for the head of the queue
   *   lock        WAITING cleared               CAS           only when the queue is empty. While it
   *                                                           was set more than `most` may have come
   *                                                           back, each for somebody who then gave
   *                                                           up: what is too much is taken away
   *   lock        CLOSED set                    RMW           final; refuses all who wait
   *
   *   No permit lies idle while somebody waits: a release either comes before WAITING is set, and
   *   then the setting fails and looks again; or after, and then it enters the lock and hands on.
   *   Checked by PermitsJcstress. The queue and its lock: see Gate.
   */
  private static final long WAITING = 1;
  private static final long CLOSED = 2;
  private static final long ONE = 4;

  private static final VarHandle STATE;

  static {
    try {
      // Exact: an argument of another type would cost a conversion with each call, so it throws.
      STATE =
          MethodHandles.lookup()
              .findVarHandle(Permits.class, "state", long.class)
              .withInvokeExactBehavior();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long state;
  private final long most;

  Permits(long free) {
    this(free, Long.MAX_VALUE / ONE);
  }

  /**
   * Permits of which no more than some lie free when nobody waits: others that come back vanish.
   */
  Permits(long free, long most) {
    this.state = free * ONE;
    this.most = most;
  }

  long free() {
    return state / ONE;
  }

  @Override
  boolean isClosed() {
    return (state & CLOSED) != 0;
  }

  @Override
  boolean tryAcquire() {
    long seen = state;
    while (seen >= ONE && (seen & (WAITING | CLOSED)) == 0) {
      long was = (long) STATE.compareAndExchange(this, seen, seen - ONE);
      if (was == seen) {
        return true;
      }
      seen = was;
    }
    return false;
  }

  @Override
  void release() {
    release(1);
  }

  /** Gives permits back, to as many of those who wait as there are. */
  void release(long count) {
    if (most == Long.MAX_VALUE / ONE) {
      if (((long) STATE.getAndAdd(this, count * ONE) & WAITING) != 0) {
        handOn();
      }
    } else {
      releaseUpToMost();
    }
  }

  private void releaseUpToMost() {
    long seen = state;
    while ((seen & WAITING) != 0 || seen / ONE < most) {
      long was = (long) STATE.compareAndExchange(this, seen, seen + ONE);
      if (was == seen) {
        if ((seen & WAITING) != 0) {
          handOn();
        }
        return;
      }
      seen = was;
    }
  }

  /** Refuses all who wait and all who come. Permits that are held can still be given back. */
  void close() {
    refuse(CLOSED);
  }

  /** Refuses all who wait; those who come are treated as ever. */
  void refuseWaiters() {
    refuse(0);
  }

  private void refuse(long flag) {
    Waiter refused;
    synchronized (this) {
      setInState(flag);
      refused = refuseAll();
      clearWaiting();
    }
    wakeAll(refused);
  }

  private long setInState(long flag) {
    return (long) STATE.getAndBitwiseOr(this, flag);
  }

  // ---- lock held

  @Override
  boolean take() {
    long seen = state;
    while (seen >= ONE) {
      long was = (long) STATE.compareAndExchange(this, seen, seen - ONE);
      if (was == seen) {
        return true;
      }
      seen = was;
    }
    return false;
  }

  /**
   * With others before it a waiter queues in any case: a permit that is free is on its way to them.
   */
  @Override
  boolean markWaiting(boolean alone) {
    long seen = state;
    return (!alone || seen < ONE)
        && (seen & CLOSED) == 0
        && (boolean) STATE.compareAndSet(this, seen, seen | WAITING);
  }

  @Override
  void clearWaiting() {
    long seen = state;
    while ((seen & WAITING) != 0) {
      long flags = seen & CLOSED;
      long was =
          (long) STATE.compareAndExchange(this, seen, Math.min(seen / ONE, most) * ONE | flags);
      if (was == seen) {
        return;
      }
      seen = was;
    }
  }
}
