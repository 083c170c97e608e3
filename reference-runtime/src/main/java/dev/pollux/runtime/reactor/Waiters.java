package dev.pollux.runtime.reactor;

import dev.pollux.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The futures that wait for one direction of a channel: most often one, so that one costs no lock.
 */
final class Waiters {

  /*
   *   slot:  null <--> a waiter ---> a Crowd, for good
   *
   *   who      transition              mode           publishes
   *   future   null -> itself          CAS, full      its waker, written before
   *   future   another -> Crowd        CAS, full,     the Crowd, which the future holds locked until both
   *                                    Crowd locked   are in
   *   future   itself -> null          CAS            nothing: it waits no longer
   *   poller   a waiter -> null        CAS, full      nothing: who was taken is woken
   *   any      in or out of the Crowd  its lock
   *
   *   A waiter that is in already may get a new waker: it writes that and then looks whether it is still
   *   in. The poller takes it out and then reads the waker. If the poller read the old one, the waiter
   *   finds itself out and comes in again; its caller looks at the readiness after that.
   */
  private static final VarHandle SLOT;

  static {
    try {
      SLOT = MethodHandles.lookup().findVarHandle(Waiters.class, "slot", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // any thread, through SLOT
  private volatile @Nullable Object slot;

  /** Guarded by itself. In the order in which they came. */
  private static final class Crowd {
    private final Set<Waiter> members = new LinkedHashSet<>();
  }

  /** The waiter's poller: lets it in, or gives it its new waker. */
  void put(Waiter waiter, Waker waker) {
    if (waiter.waker != waker) {
      waiter.waker = waker;
    }
    while (true) {
      Object now = slot;
      if (now == waiter) {
        return;
      }
      if (now == null) {
        if (SLOT.compareAndSet(this, null, waiter)) {
          return;
        }
      } else if (now instanceof Crowd crowd) {
        synchronized (crowd) {
          crowd.members.add(waiter);
        }
        return;
      } else if (join(now, waiter)) {
        return;
      }
    }
  }

  private boolean join(Object other, Waiter waiter) {
    Crowd crowd = new Crowd();
    synchronized (crowd) {
      if (!SLOT.compareAndSet(this, other, crowd)) {
        return false;
      }
      crowd.members.add((Waiter) other);
      crowd.members.add(waiter);
      return true;
    }
  }

  /** The waiter's poller. */
  void remove(Waiter waiter) {
    Object now = slot;
    if (now == waiter && SLOT.compareAndSet(this, waiter, null)) {
      return;
    }
    if (slot instanceof Crowd crowd) {
      synchronized (crowd) {
        crowd.members.remove(waiter);
      }
    }
  }

  /** Empties it. The wakers are called later: the caller may hold a lock. */
  void takeAll(Wakers taken) {
    while (true) {
      Object now = slot;
      if (now == null) {
        return;
      }
      if (now instanceof Crowd crowd) {
        synchronized (crowd) {
          for (Waiter member : crowd.members) {
            taken.add(member.waker);
          }
          crowd.members.clear();
        }
        return;
      }
      if (SLOT.compareAndSet(this, now, null)) {
        taken.add(((Waiter) now).waker);
        return;
      }
    }
  }
}
