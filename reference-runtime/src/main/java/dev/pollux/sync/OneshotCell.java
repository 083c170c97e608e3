package dev.pollux.sync;

import dev.pollux.Poll;
import dev.pollux.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What the two halves of a {@link Oneshot} share. The receiver is the cell, by inheritance: a task
 * that waits for a value costs no object but that one.
 */
abstract class OneshotCell<T extends @Nullable Object> {
  /*
   *            register(w)            register(w')
   *   EMPTY --------------> WAITS w ----------------> WAITS w'
   *     |                      |
   *     |  send(v)             |  send(v): then wakes w
   *     +---------> READY v <--+
   *     |              |       |
   *     |              +-------|---- received, receiver closed ---+
   *     |  sender closed       |  sender closed: then wakes w     v
   *     +------> ABANDONED <---+                                GONE   nobody receives any more
   *     |              |       |                                  ^
   *     |              +-------|---- receiver fails or closes ----+
   *     +----------------------+---- receiver closed -------------+
   *
   *   One word holds all of it: null, a waker, the very Poll.Ready that the receiver returns, or a
   *   mark. So sending is one access, and waiting is one.
   *
   *   who        transition                  mode (least)  publishes / why that is enough
   *   receiver   EMPTY, WAITS -> WAITS w     CAS release   the waker. Who fails reads what was sent
   *   receiver   WAITS w seen again          read acquire  nothing: the word still says whom a sender
   *                                                        that comes later has to wake
   *   sender     EMPTY, WAITS -> READY v     CAS acq_rel   release: the value; acquire: the waker
   *   sender     EMPTY, WAITS -> ABANDONED   CAS acq_rel   that no value comes; the waker
   *   receiver   any -> GONE                 volatile      that no value is wanted any more. A store
   *                                                        will do: a sender that comes later fails,
   *                                                        and what one sent before goes nowhere.
   *                                                        Release would not, see `watcher`
   *
   *   No wake-up is lost, since waker and value take each other's place in one word: either the
   *   sender's CAS finds the waker and calls it, or the receiver's finds the value.
   *
   *   `watcher` is a second word, of those who wait for GONE:
   *
   *   sender     watcher := w, then looks    volatile      two words, each side writes its own and
   *              for GONE                                  then reads the other's: with volatile
   *   receiver   GONE, then looks for a      volatile      accesses at least one sees the other
   *              watcher and takes it
   *
   *   Checked by OneshotTest (every edge) and OneshotJcstress.
   */
  private enum Mark {
    ABANDONED,
    GONE
  }

  private static final VarHandle STATE;
  private static final VarHandle WATCHER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      // Exact: an argument of another type would cost a conversion with each call, so it throws.
      STATE =
          lookup.findVarHandle(OneshotCell.class, "state", Object.class).withInvokeExactBehavior();
      WATCHER =
          lookup.findVarHandle(OneshotCell.class, "watcher", Waker.class).withInvokeExactBehavior();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Object state;
  private volatile @Nullable Waker watcher;

  OneshotCell() {}

  // ---- the sender, any thread

  final boolean settle(T value) {
    return !isSettled(state) && change(Poll.ready(value)); // no garbage if it goes nowhere
  }

  final void abandon() {
    change(Mark.ABANDONED);
  }

  private boolean change(Object outcome) {
    Object seen = state;
    while (!isSettled(seen)) {
      Object was = STATE.compareAndExchange(this, seen, outcome);
      if (was == seen) {
        if (seen != null) {
          ((Waker) seen).wake();
        }
        return true;
      }
      seen = was;
    }
    return false;
  }

  final boolean isGone() {
    return state == Mark.GONE;
  }

  /** Whether nobody receives any more; else the waker is called when that is so. */
  final boolean watchGone(Waker waker) {
    if (isGone()) {
      return true;
    }
    watcher = waker;
    return isGone();
  }

  /** Takes the waker back, unless another one has its place. */
  final void stopWatching(Waker waker) {
    WATCHER.compareAndSet(this, waker, (Waker) null);
  }

  // ---- the receiver's owner

  /** The value, pending with the waker registered, or null if none will come. */
  final @Nullable Poll<T> take(Waker waker) {
    Object seen = state;
    while (!isSettled(seen)) {
      if (seen != null && ((Waker) seen).willWake(waker)) {
        return Poll.pending();
      }
      Object was = STATE.compareAndExchange(this, seen, (Object) waker);
      if (was == seen) {
        return Poll.pending();
      }
      seen = was;
    }
    state = Mark.GONE;
    wakeWatcher();
    @SuppressWarnings("unchecked") // only settle() puts a Poll there
    Poll<T> value = seen instanceof Poll.Ready ? (Poll<T>) seen : null;
    return value;
  }

  final void leave() {
    state = Mark.GONE; // a sender that comes later sees it; what one sent before goes nowhere
    wakeWatcher();
  }

  private void wakeWatcher() {
    if (watcher != null) {
      Waker woken = (Waker) WATCHER.getAndSet(this, (Waker) null);
      if (woken != null) {
        woken.wake();
      }
    }
  }

  private static boolean isSettled(@Nullable Object state) {
    return state instanceof Poll.Ready || state instanceof Mark;
  }
}
