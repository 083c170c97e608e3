package dev.pollux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The children of a combinator that may have many: each is polled only when it was woken, so that a
 * wake-up costs one poll and not one poll a child.
 */
final class ChildSet<V extends @Nullable Object> {
  /*
   * A member is the waker its child is polled with, and a node of the stack of woken members.
   *
   *              wake(): push, then wake the parent
   *   ASLEEP -------------------------------------> WOKEN (in the stack, or in the batch at hand)
   *     ^                                             |   ^
   *     +---------- the parent, just before it polls--+   +-- wake(): nothing to do
   *
   *   who     transition         mode (least)  publishes
   *   any     ASLEEP -> WOKEN    RMW acq_rel   the waker's writes, to the poll that follows; the one
   *                                            who makes it pushes the member and wakes the parent
   *   any     WOKEN -> WOKEN     RMW acq_rel   the waker's writes, to the poll that is sure to come:
   *                                            whoever made it WOKEN has pushed or is about to
   *   parent  WOKEN -> ASLEEP    RMW acq_rel   takes all of those writes in, before it polls
   *   any     push               CAS release   the member's link
   *   parent  take the stack     RMW acquire   the links
   *
   *   No wake-up is lost: a push comes before the parent's waker is called, and the parent registers
   *   its waker before it takes the stack. So either the take finds the member, or the call finds
   *   the waker of the poll that missed it.
   */
  private static final VarHandle WOKEN;

  static {
    try {
      WOKEN = MethodHandles.lookup().findVarHandle(Member.class, "woken", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Told of each child that ends. */
  interface Listener<V extends @Nullable Object> {

    /**
     * A child ended.
     *
     * @param failure what it threw, or null if it has a value
     * @return whether to poll on: false if the combinator itself is at its end
     */
    boolean ended(int index, @Nullable V value, @Nullable Throwable failure);
  }

  private final List<Member<V>> members;
  private final AtomicReference<@Nullable Member<V>> woken = new AtomicReference<>();
  private final AtomicWaker parent = new AtomicWaker();
  private int live; // the owner's, like everything that has no atomic access

  ChildSet(List<Future<? extends V>> futures) {
    @SuppressWarnings("unchecked") // a future only gives values
    List<Future<V>> children = (List<Future<V>>) (List<?>) futures;
    ArrayList<Member<V>> all = new ArrayList<>(children.size());
    for (Future<V> child : children) {
      Member<V> member = new Member<>(this, child, all.size());
      member.next =
          woken.getPlain(); // as if it had been woken: the first poll starts them in order
      woken.setPlain(member);
      all.add(member);
    }
    this.members = all;
    this.live = all.size();
  }

  int size() {
    return members.size();
  }

  /** How many children have not ended. */
  int live() {
    return live;
  }

  /**
   * Polls the children that were woken since the last call, in the order in which they were.
   * Children that wake themselves meanwhile have their turn at the next call.
   */
  void poll(Context cx, Listener<V> listener) {
    parent.register(cx.waker());
    Member<V> batch = takeInOrder();
    while (batch != null) {
      Member<V> member = batch;
      batch = member.next;
      member.next = null;
      member.asleep();
      Future<V> child = member.child;
      if (child == null) {
        continue;
      }
      V value = null;
      Throwable failure = null;
      try {
        Poll<V> poll = Children.poll(child, cx.withWaker(member));
        if (poll.isPending()) {
          continue;
        }
        value = poll.get();
      } catch (Throwable thrown) {
        failure = thrown;
      }
      member.child = null;
      live--;
      if (!listener.ended(member.index, value, failure)) {
        return;
      }
    }
    if (live == 0) {
      forget();
    }
  }

  /** Cancels the children that have not ended, the last one first. */
  void cancel() {
    forget();
    for (int i = members.size() - 1; i >= 0; i--) {
      Member<V> member = members.get(i);
      Future<V> child = member.child;
      member.child = null;
      Children.cancel(child);
    }
  }

  /** Cancels the children that have not ended; what their {@code cancel} throws is suppressed. */
  void cancel(Throwable because) {
    forget();
    for (int i = members.size() - 1; i >= 0; i--) {
      Member<V> member = members.get(i);
      Future<V> child = member.child;
      member.child = null;
      Children.cancel(child, because);
    }
  }

  /** A waker of a child may outlive the set: it must keep neither the task nor anybody awake. */
  private void forget() {
    live = 0;
    parent.take();
  }

  private @Nullable Member<V> takeInOrder() {
    Member<V> newest = woken.getAndSet(null);
    Member<V> oldest = null;
    while (newest != null) {
      Member<V> next = newest.next;
      newest.next = oldest;
      oldest = newest;
      newest = next;
    }
    return oldest;
  }

  private void push(Member<V> member) {
    Member<V> head = woken.get();
    while (true) {
      member.next = head;
      if (woken.compareAndSet(head, member)) {
        return;
      }
      head = woken.get();
    }
  }

  private static final class Member<V extends @Nullable Object> implements Waker {
    private final ChildSet<V> set;
    private final int index;
    private @Nullable Future<V> child; // the owner's; null once it ended
    private @Nullable Member<V> next; // of whoever made it WOKEN, then of who took the stack
    private volatile boolean woken = true; // any thread, via WOKEN

    Member(ChildSet<V> set, Future<V> child, int index) {
      this.set = set;
      this.child = child;
      this.index = index;
    }

    @Override
    public void wake() {
      if (!(boolean) WOKEN.getAndSet(this, true)) {
        set.push(this);
        set.parent.wake();
      }
    }

    void asleep() {
      WOKEN.getAndSet(this, false);
    }
  }
}
