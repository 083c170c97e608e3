package dev.pollux.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The queue that every thread may add to: tasks woken from outside, and what overflows a worker's
 * ring. Adding never waits for anybody; those who take do so in turn. First in, first out.
 */
final class Injector extends Padding {

  /*
   *   pushed:  c -> b -> a        a stack linked through the tasks, newest first; the last is linked to
   *                               itself
   *   ready:   x  y  z            the tasks of earlier stacks, oldest first
   *
   *   A taker that finds `ready` empty takes the whole stack and turns it round.
   *
   *   who      transition                     mode             publishes
   *   pusher   pushed: top -> task            CAS, full        the task. One access puts it there, so a
   *                                                            pusher whose stack ends has queued it or not
   *   taker    taking: 0 -> 1                 CAS              that ready is its alone
   *   taker    pushed: any -> null            xchg             nothing: it takes what is linked
   *   taker    readyCount                     release          how many are left; before taking is given up
   *   taker    taking: 1 -> 0                 release          ready, to the next taker
   *   any      isEmpty: pushed, then taking,  volatile         a stack that was taken is either still in
   *            then readyCount                                 its taker's hands, or counted in ready
   */
  private static final int SPINS = 256;

  private static final VarHandle PUSHED;
  private static final VarHandle TAKING;
  private static final VarHandle READY_COUNT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PUSHED = lookup.findVarHandle(Injector.class, "pushed", Task.class);
      TAKING = lookup.findVarHandle(Injector.class, "taking", int.class);
      READY_COUNT = lookup.findVarHandle(Injector.class, "readyCount", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable Task<?> pushed; // through PUSHED

  private int taking; // through TAKING
  private int readyCount; // through READY_COUNT

  // the taker's
  private final TaskList ready = new TaskList();

  /** Any thread. */
  void push(Task<?> task) {
    if (task.queueNext == null) {
      pushChain(task, task);
    }
  }

  /** Takes all of the batch, at once. */
  void pushAll(TaskList batch) {
    StackRoom.ensure(); // from here on the tasks are in no queue
    Task<?> bottom = batch.pollFirst();
    if (bottom == null) {
      return;
    }
    Task<?> top = bottom;
    for (Task<?> task = batch.pollFirst(); task != null; task = batch.pollFirst()) {
      task.queueNext = top;
      top = task;
    }
    pushChain(top, bottom);
  }

  private void pushChain(Task<?> top, Task<?> bottom) {
    boolean linked = false;
    try {
      Task<?> seen = (Task<?>) PUSHED.getOpaque(this);
      while (!linked) {
        bottom.queueNext = seen == null ? bottom : seen;
        Task<?> was = (Task<?>) PUSHED.compareAndExchange(this, seen, top);
        linked = was == seen;
        seen = was;
      }
    } finally {
      if (!linked) {
        bottom.queueNext = null; // no stack was left: it is in no list, and may be pushed again
      }
    }
  }

  /** Any thread. */
  boolean isEmpty() {
    return PUSHED.getVolatile(this) == null
        && (int) TAKING.getVolatile(this) == 0
        && (int) READY_COUNT.getVolatile(this) == 0;
  }

  @Nullable Task<?> pop() {
    if (isEmpty()) {
      return null;
    }
    beginTaking();
    try {
      return ready.pollFirst();
    } finally {
      endTaking();
    }
  }

  /**
   * Moves the share of one of several takers to the end of a batch, in order.
   *
   * @param limit how many at most, at least 1
   */
  void popShare(TaskList batch, int takers, int limit) {
    if (isEmpty()) {
      return;
    }
    beginTaking();
    try {
      int share = Math.min(limit, ready.size() / takers + 1);
      for (int i = 0; i < share; i++) {
        Task<?> task = ready.pollFirst();
        if (task == null) {
          return;
        }
        batch.addLast(task);
      }
    } finally {
      endTaking();
    }
  }

  private void beginTaking() {
    for (int spins = 0; !TAKING.compareAndSet(this, 0, 1); spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    if (ready.isEmpty()) {
      Task<?> stack = (Task<?>) PUSHED.getAndSet(this, (Task<?>) null);
      if (stack != null) {
        ready.takeStack(stack);
      }
    }
  }

  private void endTaking() {
    READY_COUNT.setRelease(this, ready.size());
    TAKING.setRelease(this, 0);
  }
}
