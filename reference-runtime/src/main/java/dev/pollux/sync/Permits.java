package dev.pollux.sync;

import dev.pollux.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A number of permits, and a fair queue of those who wait for one. */
final class Permits {
  /*
   * One word: the number of permits that are free, and two flags.
   *
   *    63                                   2          1         0
   *   +--------------------------------------+----------+---------+
   *   |  free permits                        |  CLOSED  | WAITING |
   *   +--------------------------------------+----------+---------+
   *
   *   WAITING is set while somebody is in the queue. Then nobody takes a permit but by the queue,
   *   and a permit that comes back is handed to its head: that is what makes it fair.
   *
   *   who         transition                    mode (least)  publishes / why that is enough
   *   any         free -> free - 1, no flag     CAS acquire   what was written before the release
   *   any         free -> free + 1              RMW release   what the holder wrote. It reads the
   *                                                           flag in the same access, so a waiter
   *                                                           who set WAITING before is seen
   *   lock        WAITING set, free is 0        CAS           fails if a permit came back: look again
   *   lock        free -> free - 1, WAITING     CAS acquire   for the head of the queue
   *   lock        WAITING cleared               CAS           only when the queue is empty
   *   lock        CLOSED set                    RMW           final; refuses all who wait
   *
   *   No permit lies idle while somebody waits: a release either comes before WAITING is set, and
   *   then the setting fails and looks again; or after, and then it enters the lock and hands on.
   *
   *   The lock is held for a few loads and stores and for the relinking of one waiter (in close: of
   *   all). No code of others runs under it: wakers are collected and called after it.
   */
  private static final long WAITING = 1;
  private static final long CLOSED = 2;
  private static final long ONE = 4;

  private final AtomicLong state;
  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable Waiter first;
  private @Nullable Waiter last;

  Permits(long free) {
    this.state = new AtomicLong(free * ONE);
  }

  long free() {
    return state.get() / ONE;
  }

  boolean isClosed() {
    return (state.get() & CLOSED) != 0;
  }

  /** Takes a permit if one is free, nobody waits for it and they are not closed. */
  boolean tryAcquire() {
    long seen = state.get();
    while (seen >= ONE && (seen & (WAITING | CLOSED)) == 0) {
      long was = state.compareAndExchange(seen, seen - ONE);
      if (was == seen) {
        return true;
      }
      seen = was;
    }
    return false;
  }

  /**
   * Takes a permit or queues for one. The waiter is outside the queue.
   *
   * @return the waiter's place: {@code GRANTED} and {@code REFUSED} are final, {@code QUEUED} means
   *     that the waker will be called
   */
  int acquire(Waiter waiter, Waker waker) {
    if (tryAcquire()) {
      return Waiter.GRANTED;
    }
    synchronized (lock) {
      while (true) {
        long seen = state.get();
        if ((seen & CLOSED) != 0) {
          return Waiter.REFUSED;
        }
        if (seen >= ONE && first == null) {
          if (state.compareAndSet(seen, seen - ONE)) {
            return Waiter.GRANTED;
          }
        } else if (state.compareAndSet(seen, seen | WAITING)) {
          append(waiter);
          waiter.waker = waker;
          waiter.place = Waiter.QUEUED;
          break;
        }
      }
    }
    return Waiter.QUEUED;
  }

  /**
   * Replaces the waker of a waiter that is queued.
   *
   * @return its place, which may have changed meanwhile
   */
  int renew(Waiter waiter, Waker waker) {
    if (waiter.place == Waiter.QUEUED) {
      synchronized (lock) {
        if (waiter.place == Waiter.QUEUED) {
          waiter.waker = waker;
        }
      }
    }
    return waiter.place;
  }

  /** Gives a permit back, to the first who waits if anybody does. */
  void release() {
    release(1);
  }

  /** Gives permits back, to as many of those who wait as there are. */
  void release(long count) {
    if ((state.getAndAdd(count * ONE) & WAITING) != 0) {
      handOn();
    }
  }

  /** Gives a permit back unless nobody waits and so many are free already. */
  void releaseUpTo(long most) {
    long before =
        state.getAndUpdate(word -> (word & WAITING) == 0 && word / ONE >= most ? word : word + ONE);
    if ((before & WAITING) != 0) {
      handOn();
    }
  }

  /**
   * Leaves the queue.
   *
   * @return true if a permit was granted meanwhile: the caller holds it and must release it
   */
  boolean leave(Waiter waiter) {
    synchronized (lock) {
      boolean granted = waiter.place == Waiter.GRANTED;
      if (waiter.place == Waiter.QUEUED) {
        unlink(waiter);
        clearIfEmpty();
      }
      waiter.place = Waiter.OUTSIDE;
      waiter.waker = null;
      return granted;
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
    List<Waker> wakers = new ArrayList<>();
    synchronized (lock) {
      state.getAndUpdate(word -> (word | flag) & ~WAITING);
      while (first != null) {
        Waiter waiter = first;
        unlink(waiter);
        wakers.add(waiter.waker);
        waiter.waker = null;
        waiter.place = Waiter.REFUSED;
      }
    }
    wakers.forEach(Waker::wake);
  }

  private void handOn() {
    while (true) {
      Waker waker;
      synchronized (lock) {
        Waiter head = first;
        if (head == null || !takeForHead()) {
          clearIfEmpty();
          return;
        }
        unlink(head);
        waker = head.waker;
        head.waker = null;
        head.place = Waiter.GRANTED;
        clearIfEmpty();
      }
      waker.wake();
    }
  }

  private boolean takeForHead() {
    long seen = state.get();
    while (seen >= ONE) {
      if (state.compareAndSet(seen, seen - ONE)) {
        return true;
      }
      seen = state.get();
    }
    return false;
  }

  private void clearIfEmpty() {
    if (first == null) {
      state.getAndUpdate(word -> word & ~WAITING);
    }
  }

  private void append(Waiter waiter) {
    waiter.previous = last;
    if (last == null) {
      first = waiter;
    } else {
      last.next = waiter;
    }
    last = waiter;
  }

  private void unlink(Waiter waiter) {
    if (waiter.previous == null) {
      first = waiter.next;
    } else {
      waiter.previous.next = waiter.next;
    }
    if (waiter.next == null) {
      last = waiter.previous;
    } else {
      waiter.next.previous = waiter.previous;
    }
    waiter.previous = null;
    waiter.next = null;
  }
}
