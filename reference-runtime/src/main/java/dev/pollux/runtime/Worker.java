package dev.pollux.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the work-stealing runtime: it runs tasks from its own queue, then from the others',
 * and turns the driver or sleeps when there are none. It dies only when its runtime is closed.
 */
final class Worker extends Thread {

  /** Every so many tasks the driver and the injector are looked at, however full the ring is. */
  private static final int INTERVAL = 61; // prime, so that it does not fall in step with a program

  /** So many tasks in a row may come from the LIFO slot; two that wake each other must end it. */
  private static final int LIFO_CAP = 3;

  private static final VarHandle LIFO;
  private static final VarHandle POLLS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LIFO = lookup.findVarHandle(Worker.class, "lifo", Task.class);
      POLLS = lookup.findVarHandle(Worker.class, "polls", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final LocalQueue queue = new LocalQueue();
  final Parker parker;

  private final WorkStealingCore core;
  private final int index;
  private final PollContext cx;

  // any thread, through LIFO: the task this worker was last to wake, which runs next because what
  // it
  // needs is still in the cache. Only the watchdog takes it away, from behind a long poll.
  private @Nullable Task<?> lifo;

  // written by this thread, opaque; read by the watchdog: odd while a task is polled
  private long polls;

  // this thread only
  private int tick;
  private boolean searching;
  private boolean lifoOpen = true;
  private final TaskList batch = new TaskList(); // empty but in fromInjector
  private boolean turning; // in the driver's turn: what it wakes is announced once, after it
  private int random;

  Worker(WorkStealingCore core, int index, String name) {
    super(null, null, name, 0, false);
    this.core = core;
    this.index = index;
    this.parker = new Parker(this, core.driver);
    this.cx = new PollContext(core.driver.services(index));
    this.random = 0x9E37_79B9 * (index + 1);
  }

  WorkStealingCore core() {
    return core;
  }

  @Override
  public void run() {
    while (!core.isStopped()) {
      try {
        turn();
      } catch (Throwable bug) {
        core.reportBug("a worker goes on after a failure of the scheduler itself", bug);
      }
    }
    core.workerEnded();
  }

  private void turn() {
    tick++;
    if (tick % INTERVAL == 0) {
      look();
    }
    Task<?> task = next();
    if (task == null) {
      if (cx.hasDeferred()) {
        look();
        return;
      }
      task = steal();
    }
    if (task != null) {
      runWithChain(task);
    } else if (turnWheel() == 0) {
      park();
    }
  }

  // ---- queues

  /** This thread only: a task that was woken here. */
  void schedule(Task<?> task) {
    if (!lifoOpen) {
      queue.push(task, core.injector);
      announce();
      return;
    }
    Task<?> displaced = (Task<?>) LIFO.getAndSet(this, task);
    if (displaced != null) {
      try {
        queue.push(displaced, core.injector);
      } catch (Throwable exhausted) {
        displaced.strand();
      }
      announce();
    }
  }

  /**
   * No task is lost if the stack ends here: the watchdog looks for work that nobody was told of.
   */
  private void announce() {
    if (!turning) {
      core.notifyOne();
    }
  }

  /** Any thread: the task in the LIFO slot, which the caller then owns. */
  @Nullable Task<?> takeLifo() {
    return LIFO.getOpaque(this) == null ? null : (Task<?>) LIFO.getAndSet(this, null);
  }

  boolean hasLifo() {
    return LIFO.getOpaque(this) != null;
  }

  /** Any thread: changes with each poll; odd during one. */
  long polls() {
    return (long) POLLS.getOpaque(this);
  }

  /** Any thread: the task that is polled, if the counter is odd and the same before and after. */
  @Nullable Task<?> polled() {
    return cx.waker() instanceof Task<?> task ? task : null;
  }

  private @Nullable Task<?> next() {
    if (tick % INTERVAL == 0) {
      Task<?> task = core.injector.pop();
      if (task != null) {
        return task;
      }
    }
    Task<?> task = takeLifo();
    if (task == null) {
      task = queue.pop();
    }
    return task == null ? fromInjector() : task;
  }

  /** A fair share, so that the next tasks cost no lock. */
  private @Nullable Task<?> fromInjector() {
    int waiting = core.injector.size();
    if (waiting == 0) {
      return null;
    }
    int share = Math.min(waiting / core.workers() + 1, LocalQueue.CAPACITY / 2);
    core.injector.popTo(batch, Math.max(1, Math.min(share, queue.free())));
    Task<?> first = batch.pollFirst();
    for (Task<?> task = batch.pollFirst(); task != null; task = batch.pollFirst()) {
      queue.push(task, core.injector);
    }
    return first;
  }

  private @Nullable Task<?> steal() {
    if (!searching) {
      searching = core.idle.trySearch();
      if (!searching) {
        return null;
      }
    }
    int workers = core.workers();
    int start = Math.floorMod(nextRandom(), workers);
    for (int i = 0; i < workers; i++) {
      Worker victim = core.worker((start + i) % workers);
      if (victim != this) {
        Task<?> task = victim.queue.stealInto(queue);
        if (task != null) {
          return task;
        }
      }
    }
    return core.injector.pop();
  }

  /** Xorshift: cheap, and ours alone. */
  private int nextRandom() {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return random;
  }

  // ---- running

  private void runWithChain(Task<?> task) {
    if (searching) {
      searching = false;
      if (core.idle.endSearch()) {
        core.notifyOne();
      }
    }
    cx.begin(task);
    poll(task);
    for (int chained = 1; ; chained++) {
      Task<?> next = takeLifo();
      if (next == null) {
        break;
      }
      if (!cx.hasBudget()) {
        requeue(next);
        break;
      }
      lifoOpen = chained < LIFO_CAP;
      cx.chain(next);
      poll(next);
    }
    lifoOpen = true;
    cx.end();
  }

  private void poll(Task<?> task) {
    POLLS.setOpaque(this, polls + 1);
    boolean again = task.run(cx);
    POLLS.setOpaque(this, polls + 1);
    // Who interrupted this thread meant the task; the next one is not to find it.
    Thread.interrupted();
    if (again) {
      requeue(task);
    }
  }

  private void requeue(Task<?> task) {
    try {
      queue.push(task, core.injector);
    } catch (Throwable exhausted) {
      task.strand();
    }
    announce();
  }

  // ---- waiting

  /** Looks for I/O, timers and yielded tasks without waiting. */
  private void look() {
    core.rescueStranded();
    turnWheel();
    if (core.driver.tryAcquire()) {
      turning = true;
      lifoOpen = false;
      try {
        core.driver.look();
      } finally {
        core.driver.release();
        turning = false;
        lifoOpen = true;
      }
    }
    wakeDeferred();
  }

  /** Fires what is due in this worker's wheel, as far as the ring has room for whom it wakes. */
  private int turnWheel() {
    turning = true;
    lifoOpen = false;
    try {
      return core.driver.turnWheel(index, Math.max(INTERVAL, queue.free()));
    } finally {
      turning = false;
      lifoOpen = true;
    }
  }

  /** Those who yielded go to the ring, where others may take them. */
  private void wakeDeferred() {
    turning = true;
    lifoOpen = false;
    try {
      cx.wakeDeferred();
    } finally {
      turning = false;
      lifoOpen = true;
    }
    if (queue.size() > 1) {
      core.notifyOne();
    }
  }

  private void park() {
    core.rescueStranded();
    boolean lastSearcher = core.idle.park(index, searching);
    searching = false;
    if (lastSearcher && core.hasWork()) {
      core.notifyOne();
    }
    boolean parked = true;
    boolean settled = true;
    while (parked && !core.isStopped()) {
      turning = true;
      lifoOpen = false;
      try {
        settled = parker.park();
      } catch (Throwable bug) {
        core.reportBug("a worker parks again after a failure of the driver", bug);
      } finally {
        turning = false;
        lifoOpen = true;
        // A flag left set would end every park at once.
        Thread.interrupted();
      }
      parked = !mayLeave(settled);
    }
    core.workerLeft();
    if (queue.size() > 1) {
      core.notifyOne();
    }
  }

  /**
   * A notifier took the mark away, or the driver gave this worker tasks, or it told of tasks that
   * another worker does not come to.
   */
  private boolean mayLeave(boolean settled) {
    if (queue.isEmpty() && settled) {
      searching = !core.idle.isParked(index);
      return searching;
    }
    searching = !core.idle.unpark(index);
    return true;
  }
}
