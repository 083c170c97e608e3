package dev.pollux.runtime.reactor;

import dev.pollux.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The futures that wait for one direction of a channel. Guarded by the registration's lock. */
final class Waiters {

  private @Nullable Waiter first;

  /** Queues the waiter, or gives one that is queued its new waker. */
  void put(Waiter waiter, Waker waker) {
    waiter.waker = waker;
    if (waiter.queued) {
      return;
    }
    waiter.queued = true;
    waiter.next = first;
    if (first != null) {
      first.previous = waiter;
    }
    first = waiter;
  }

  void remove(Waiter waiter) {
    if (!waiter.queued) {
      return;
    }
    if (waiter.previous == null) {
      first = waiter.next;
    } else {
      waiter.previous.next = waiter.next;
    }
    if (waiter.next != null) {
      waiter.next.previous = waiter.previous;
    }
    waiter.previous = null;
    waiter.next = null;
    waiter.waker = null;
    waiter.queued = false;
  }

  boolean isEmpty() {
    return first == null;
  }

  /** Empties the queue; null when it was empty. */
  @Nullable Waker takeFirst() {
    Waiter waiter = first;
    if (waiter == null) {
      return null;
    }
    Waker waker = waiter.waker;
    remove(waiter);
    return waker;
  }

  /** Empties the queue into the list, for calling when the lock is released. */
  void takeAll(List<Waker> taken) {
    for (Waker waker = takeFirst(); waker != null; waker = takeFirst()) {
      taken.add(waker);
    }
  }

  static List<Waker> list() {
    return new ArrayList<>(2);
  }

  /** Wakes, without the lock. A waker must not throw; one that does harms only itself. */
  static void wake(Waker waker) {
    try {
      waker.wake();
    } catch (Throwable broken) {
      System.getLogger("dev.pollux.runtime.reactor")
          .log(
              System.Logger.Level.WARNING,
              "Waker.wake must never throw, and this one did: mend " + waker.getClass().getName(),
              broken);
    }
  }
}
