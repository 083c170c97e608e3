package dev.pollux.sync;

import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * What lets in as many as there is room for, and the others in the order in which they came. The
 * subclass knows what the room is: permits that are free, or places in a channel.
 */
abstract class Gate {
  /*
   *   The subclass keeps the room in a word of its own, with a mark WAITING in it: set while
   *   somebody is in the queue, and then nobody passes but by the queue. That is what makes it fair.
   *
   *   No room lies idle while somebody waits: who makes room and sees WAITING afterwards enters the
   *   lock and hands on; who made it before WAITING was set is seen by markWaiting(), which looks at
   *   the room again after it set the mark (or sets it in the same access).
   *
   *   The lock is the object itself, which no one outside this package has. It is held for a few
   *   loads and stores and for relinking at most BATCH waiters (in refuse: all). No code of others
   *   runs under it: who is let in is chained by Waiter.next, and woken after it.
   */
  private static final int BATCH = 32;

  // Guarded by the lock.
  private @Nullable Waiter first;
  private @Nullable Waiter last;

  Gate() {}

  /** Passes if there is room, nobody waits for it and the gate is open. */
  abstract boolean tryAcquire();

  /** Makes room again that was taken. */
  abstract void release();

  /** Whether nobody is let in any more. */
  abstract boolean isClosed();

  /** Lock held: takes room for who is first in the queue, if there is some. */
  abstract boolean take();

  /**
   * Lock held: sets the mark for somebody who is about to queue.
   *
   * @param alone whether the queue is empty
   * @return false if there may be room, or the gate may have been closed, after all
   */
  abstract boolean markWaiting(boolean alone);

  /** Lock held: takes the mark away if it is set. */
  abstract void clearWaiting();

  /**
   * Passes or queues. The waiter is outside the queue.
   *
   * @return the waiter's place: {@code GRANTED} and {@code REFUSED} are final, {@code QUEUED} means
   *     that the waker will be called
   */
  final int acquire(Waiter waiter, Waker waker) {
    return tryAcquire() ? Waiter.GRANTED : queue(waiter, waker);
  }

  final synchronized int queue(Waiter waiter, Waker waker) {
    while (true) {
      if (isClosed()) {
        clearIfEmpty();
        return Waiter.REFUSED;
      }
      boolean alone = first == null;
      if (alone && take()) {
        clearIfEmpty();
        return Waiter.GRANTED;
      }
      if (markWaiting(alone)) {
        append(waiter);
        waiter.waker = waker;
        waiter.place = Waiter.QUEUED;
        return Waiter.QUEUED;
      }
    }
  }

  /**
   * Replaces the waker of a waiter that is queued.
   *
   * @return its place, which may have changed meanwhile
   */
  final int renew(Waiter waiter, Waker waker) {
    if (waiter.place == Waiter.QUEUED) {
      synchronized (this) {
        if (waiter.place == Waiter.QUEUED) {
          waiter.waker = waker;
        }
      }
    }
    return waiter.place;
  }

  /**
   * Leaves the queue.
   *
   * @return true if it was let in meanwhile: the caller has to {@link #release}
   */
  final synchronized boolean leave(Waiter waiter) {
    boolean granted = waiter.place == Waiter.GRANTED;
    if (waiter.place == Waiter.QUEUED) {
      unlink(waiter);
      clearIfEmpty();
    }
    waiter.place = Waiter.OUTSIDE;
    waiter.waker = null;
    return granted;
  }

  /** Lets in as many of those who wait as there is room for, and wakes them. */
  final void handOn() {
    for (Waiter let = letIn(); let != null; let = letIn()) {
      wakeAll(let);
    }
  }

  /** Lets in as many as one turn of the lock may, to be woken by the caller in their order. */
  final synchronized @Nullable Waiter letIn() {
    Waiter head = null;
    Waiter tail = null;
    for (int n = 0; n < BATCH && first != null && take(); n++) {
      Waiter next = first;
      unlink(next);
      next.place = Waiter.GRANTED;
      if (tail == null) {
        head = next;
      } else {
        tail.next = next;
      }
      tail = next;
    }
    clearIfEmpty();
    return head;
  }

  /** Lock held by the caller: refuses all who wait, to be woken by the caller in their order. */
  final @Nullable Waiter refuseAll() {
    Waiter head = first;
    for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
      waiter.previous = null;
      waiter.place = Waiter.REFUSED;
    }
    first = null;
    last = null;
    return head;
  }

  /** Wakes a chain of waiters that have left the queue. One that gave up meanwhile has no waker. */
  static void wakeAll(@Nullable Waiter chain) {
    Waiter waiter = chain;
    while (waiter != null) {
      Waiter next = waiter.next;
      waiter.next = null;
      Waker waker = waiter.waker;
      waiter.waker = null;
      if (waker != null) {
        waker.wake();
      }
      waiter = next;
    }
  }

  private void clearIfEmpty() {
    if (first == null) {
      clearWaiting();
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
