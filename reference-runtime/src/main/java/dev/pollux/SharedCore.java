package dev.pollux;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The future behind the handles of {@link Futures#shared}, and who may poll it. */
final class SharedCore<T extends @Nullable Object> implements Waker {
  /*
   *                  wake()
   *      ASLEEP ----------------> WOKEN (also the first state)
   *        ^                        | a handle that is polled
   *        |                        v
   *        +------- Pending ---- POLLING ---- Ready | throw ----> DONE
   *                                | ^                             ^
   *                         wake() v | Pending: -> WOKEN, all      |
   *                          POLLING_WOKEN -- Ready | throw -------+
   *
   *   who         transition                 mode (least)  publishes
   *   any         ASLEEP -> WOKEN            RMW acq_rel   the waker's writes, to the next poll
   *   any         POLLING -> POLLING_WOKEN   RMW acq_rel   the same, to the poll after this one
   *   a handle    WOKEN -> POLLING           CAS acquire   `future` and what earlier polls wrote:
   *                                                        the winner owns `future`
   *   that one    POLLING -> ASLEEP          CAS release   what its poll wrote; fails iff woken
   *   that one    POLLING_WOKEN -> WOKEN     release       the same; then wakes all who wait
   *   that one    POLLING* -> DONE           release       `value`, `failure`; then wakes all
   *
   *   No handle sleeps for ever: it puts its waker in the list, then looks at the state. ASLEEP: the
   *   future holds this waker, and a wake changes the state before it empties the list. POLLING: the
   *   one that polls will leave ASLEEP (as before) or wake all who are in the list. Every wake goes
   *   to all handles, because any one of them may be cancelled instead of polled.
   */
  private static final int WOKEN = 0;
  private static final int POLLING = 1;
  private static final int POLLING_WOKEN = 2;
  private static final int ASLEEP = 3;
  private static final int DONE = 4;

  private final AtomicInteger state = new AtomicInteger(WOKEN);

  // Of the handle that made the state POLLING; of the last handle when it is cancelled.
  private @Nullable Future<T> future;

  // Written before DONE.
  private @Nullable Poll<T> value;
  private @Nullable Throwable failure;

  // Guarded by this.
  private @Nullable Shared<T> waiting;
  private int waiters;
  private int handles;

  SharedCore(Future<T> future) {
    this.future = future;
  }

  Shared<T> open() {
    synchronized (this) {
      handles++;
    }
    return new Shared<>(this);
  }

  boolean isDone() {
    return state.get() == DONE;
  }

  /** The result; only once {@link #isDone}. */
  Poll<T> outcome() throws Exception {
    if (failure != null) {
      throw Children.raise(failure);
    }
    return value;
  }

  /** Polls the future for the handle, if it was woken and nobody polls it. */
  void run(Shared<T> handle, Context cx) {
    if (isDone()) {
      return;
    }
    await(handle, cx.waker());
    if (!state.compareAndSet(WOKEN, POLLING)) {
      return;
    }
    try {
      Poll<T> poll = Children.poll(future, cx.withWaker(this));
      if (poll.isPending()) {
        if (!state.compareAndSet(POLLING, ASLEEP)) {
          state.set(WOKEN);
          wakeAll();
        }
        return;
      }
      value = poll;
    } catch (Throwable thrown) {
      failure = thrown;
    }
    future = null;
    state.set(DONE);
    wakeAll();
  }

  @Override
  public void wake() {
    int seen = state.getAndUpdate(SharedCore::woken);
    if (seen == ASLEEP) {
      wakeAll();
    }
  }

  private static int woken(int state) {
    return switch (state) {
      case ASLEEP -> WOKEN;
      case POLLING -> POLLING_WOKEN;
      default -> state;
    };
  }

  /** The handle waits no more; the last one to leave gives the future up. */
  void leave(Shared<T> handle) {
    boolean last;
    synchronized (this) {
      unlink(handle);
      last = --handles == 0;
    }
    if (last && !isDone()) {
      Future<T> abandoned = future;
      future = null;
      failure = PollAfterEndException.cancelled(handle);
      state.set(DONE);
      Children.cancel(abandoned);
    }
  }

  private synchronized void await(Shared<T> handle, Waker waker) {
    if (handle.waker == null) {
      handle.next = waiting;
      if (waiting != null) {
        waiting.previous = handle;
      }
      waiting = handle;
      waiters++;
    }
    handle.waker = waker;
  }

  private void unlink(Shared<T> handle) {
    if (handle.waker == null) {
      return;
    }
    if (handle.previous == null) {
      waiting = handle.next;
    } else {
      handle.previous.next = handle.next;
    }
    if (handle.next != null) {
      handle.next.previous = handle.previous;
    }
    handle.previous = null;
    handle.next = null;
    handle.waker = null;
    waiters--;
  }

  private void wakeAll() {
    Waker[] woken;
    synchronized (this) {
      woken = new Waker[waiters];
      for (int i = 0; waiting != null; i++) {
        woken[i] = waiting.waker;
        unlink(waiting);
      }
    }
    for (Waker waker : woken) {
      waker.wake();
    }
  }
}
