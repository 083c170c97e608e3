package dev.pollux.runtime;

import dev.pollux.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the work-stealing runtime: it runs tasks from its own queue, then from the others',
 * and turns the driver or sleeps when there are none. It dies only when its runtime is closed.
 */
final class Worker extends Thread {

  /** Every so many turns the driver is looked at, however full the ring is. */
  private static final int DRIVER_INTERVAL = 61; // prime: not in step with a program

  /** So many tasks in a row may come from the LIFO slot; two that wake each other must end it. */
  private static final int LIFO_CAP = 3;

  /** A LIFO slot may be robbed when its worker was in one poll for so long (kotlinx does this). */
  private static final long STALE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

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
  private final OwnedTasks.Shard owned;
  private final int index;
  private final PollContext cx;

  // any thread, through LIFO: the task this worker was last to wake, which runs next because what
  // it needs is still in the cache. Filled by this thread alone; from behind a long poll a searcher
  // or the watchdog may take it.
  private @Nullable Task<?> lifo;

  // written by this thread, opaque; read by the watchdog: odd while a task is polled
  private long polls;

  // this thread only
  private final TaskList batch = new TaskList(); // empty but in fromInjector
  private final InjectionInterval interval = new InjectionInterval();
  private final SpinBudget spinning = new SpinBudget();
  private long busySince; // when the interval was last measured
  private int untilInjector = InjectionInterval.FIRST;
  private boolean busy; // since busySince
  private boolean searching;
  private boolean lifoOpen = true;
  private boolean turning; // in the driver's turn: what it wakes is announced once, after it
  private boolean closed; // its own tasks are cancelled
  private int longPoller =
      -1; // another worker, the poll it was seen in with its LIFO slot full, and
  private long longPoll; // when it was first seen so
  private long longPollSeen;
  private int random;

  Worker(WorkStealingCore core, int index, String name) {
    super(null, null, name, 0, false);
    this.core = core;
    this.index = index;
    this.owned = core.owned.shard(index);
    this.parker = new Parker(this, core.driver);
    this.cx = new PollContext(core.driver.services(index));
    this.random = 0x9E37_79B9 * (index + 1);
  }

  WorkStealingCore core() {
    return core;
  }

  /*
   * The loop is cut into methods by how often each part runs, for the sake of the JIT compiler: what a
   * busy worker does all the time is one small unit, and a branch that turns up late, when the queues
   * run dry for the first time say, throws away and compiles anew no more than its own.
   */

  @Override
  public void run() {
    while (!core.isStopped()) {
      try {
        spell();
      } catch (Throwable bug) {
        core.reportBug("a worker goes on after a failure of the scheduler itself", bug);
      }
    }
    core.workerEnded();
  }

  private void spell() {
    closeOwnedIfAsked();
    look();
    for (int i = 0; i < DRIVER_INTERVAL; i++) {
      turn();
    }
  }

  private void turn() {
    Task<?> task = next();
    if (task == null) {
      task = search();
      if (task == null) {
        return;
      }
    }
    runWithChain(task);
  }

  /** There is nothing here: from elsewhere, or wait. */
  private @Nullable Task<?> search() {
    Task<?> task = fromInjector();
    if (task == null) {
      if (cx.hasDeferred()) {
        look();
        return null;
      }
      task = steal();
      if (task == null && turnWheel() == 0) {
        park();
      }
    }
    return task;
  }

  // ---- the tasks that were spawned here

  /** This thread only. False: too late. */
  boolean own(Task<?> task) {
    return owned.add(task);
  }

  /** This thread only. */
  void noteEnded() {
    owned.noteEnded();
  }

  /** True: the close has begun, and this was told to the tasks just now. */
  private boolean closeOwnedIfAsked() {
    if (closed || !core.isClosing()) {
      return false;
    }
    closed = true;
    core.owned.close(index, Task::shutdown);
    core.stopIfDone();
    return true;
  }

  // ---- queues

  /**
   * This thread only: a task that was woken here.
   *
   * <p>The only task that waits here is not announced: this worker runs it next, and to wake
   * another for it costs more than most polls last. The watchdog sees to it that a poll which does
   * last holds nothing up. Nor is one announced that joins two others: the one which made them two
   * was, and whoever finds work wakes the next while there is more.
   */
  void schedule(Task<?> task) {
    if (lifoOpen) {
      if (LIFO.getOpaque(this) == null) {
        // Only this thread fills the slot.
        LIFO.setRelease(this, task);
        return;
      }
      Task<?> displaced = (Task<?>) LIFO.getAndSet(this, task);
      if (displaced != null) {
        push(displaced);
      }
    } else {
      push(task);
    }
  }

  private void push(Task<?> task) {
    int before = queue.size();
    try {
      queue.push(task, core.injector);
    } catch (Throwable exhausted) {
      task.strand();
      return;
    }
    if (!turning && (before == 1 || (before == 0 && hasLifo()))) {
      core.announce();
    }
  }

  /** Any thread: the task in the LIFO slot, which the caller then owns. */
  @Nullable Task<?> takeLifo() {
    return LIFO.getOpaque(this) == null ? null : (Task<?>) LIFO.getAndSet(this, (Task<?>) null);
  }

  boolean hasLifo() {
    return LIFO.getOpaque(this) != null;
  }

  /** Any thread: changes with each poll; odd during one. After it all that the poll wrote. */
  long polls() {
    return (long) POLLS.getAcquire(this);
  }

  /** The watchdog only: who yielded here and was not woken yet. */
  @Nullable Waker @Nullable [] takeDeferred() {
    return cx.takeDeferred();
  }

  /** Any thread: the task that is polled, if the counter is odd and the same before and after. */
  @Nullable Task<?> polled() {
    return cx.waker() instanceof Task<?> task ? task : null;
  }

  private @Nullable Task<?> next() {
    Task<?> task = null;
    if (--untilInjector <= 0) {
      task = fromInjectorInTurn();
    }
    if (task == null) {
      task = takeLifo();
    }
    return task == null ? queue.pop() : task;
  }

  /** However full the ring is, who waits outside gets a turn now and then. */
  private @Nullable Task<?> fromInjectorInTurn() {
    long now = System.nanoTime();
    if (busy) {
      interval.measured(interval.get(), now - busySince);
    }
    busy = true;
    busySince = now;
    untilInjector = interval.get();
    return core.injector.pop();
  }

  /** A fair share, so that the next tasks cost no lock. */
  private @Nullable Task<?> fromInjector() {
    if (core.injector.isEmpty()) {
      return null;
    }
    int room = Math.max(1, Math.min(queue.free(), LocalQueue.CAPACITY / 2));
    core.injector.popShare(batch, core.workers(), room);
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
    int victim = (int) ((nextRandom() & 0xFFFF_FFFFL) * workers >>> 32);
    for (int i = 0; i < workers; i++) {
      if (victim != index) {
        Task<?> task = core.queue(victim).stealInto(queue);
        if (task != null) {
          return task;
        }
      }
      victim = victim + 1 == workers ? 0 : victim + 1;
    }
    Task<?> task = core.injector.pop();
    return task == null ? stealStale() : task;
  }

  /**
   * The last resort: from the LIFO slot of a worker whose poll has lasted too long for it to come
   * to that task soon. A fresh one is left to its owner, in whose cache it is.
   */
  private @Nullable Task<?> stealStale() {
    for (int i = 0; i < core.workers(); i++) {
      Worker victim = core.worker(i);
      long seen = victim.polls();
      if (i == index || (seen & 1) == 0 || !victim.hasLifo()) {
        continue;
      }
      long now = System.nanoTime();
      if (i != longPoller || seen != longPoll) {
        longPoller = i;
        longPoll = seen;
        longPollSeen = now;
      } else if (now - longPollSeen >= STALE_NANOS) {
        return victim.takeLifo();
      }
    }
    return null;
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
      if (core.idle.endSearch() && core.hasWork()) {
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
        push(next);
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
    POLLS.setRelease(this, polls + 1);
    // Who interrupted this thread meant the task; the next one is not to find it.
    Thread.interrupted();
    if (again) {
      push(task);
    }
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
    int fired;
    try {
      fired = core.driver.turnWheel(index, Math.max(DRIVER_INTERVAL, queue.free()));
    } finally {
      turning = false;
      lifoOpen = true;
    }
    if (fired > 1) {
      core.notifyOne(); // one for all: those whom the wheel woke were not announced one by one
    }
    return fired;
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

  /**
   * Looks around a little longer. Whoever needs the processor meanwhile, the program's own threads
   * and those of the JVM among them, goes first. Not while channels are waited for: nobody else may
   * be in the driver.
   *
   * @return true if there is work somewhere
   */
  private boolean spin() {
    int looks = spinning.looks();
    if (looks == 0 || core.driver.hasChannels()) {
      return false;
    }
    for (int i = 0; i < looks; i++) {
      Thread.yield();
      if (core.hasWork()) {
        return true;
      }
    }
    return false;
  }

  private void park() {
    if (closeOwnedIfAsked() || (searching && spin())) {
      return;
    }
    core.rescueStranded();
    owned.sweepIfStale(core.owned);
    core.owned.sweepOutside();
    busy = false; // the time that is slept through says nothing of the polls
    boolean lastSearcher = core.idle.park(index, searching);
    searching = false;
    if (lastSearcher && core.hasWork()) {
      core.notifyOne();
    }
    long since = System.nanoTime();
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
    spinning.parked(System.nanoTime() - since);
    core.workerLeft();
    if (queue.size() > 1) {
      core.notifyOne();
    }
  }

  /**
   * A notifier took the mark away, or the driver gave this worker tasks, or it told of tasks that
   * another worker does not come to, or the close has begun.
   */
  private boolean mayLeave(boolean settled) {
    if (queue.isEmpty() && settled && (closed || !core.isClosing())) {
      searching = !core.idle.isParked(index);
      return searching;
    }
    searching = !core.idle.unpark(index);
    return true;
  }
}
