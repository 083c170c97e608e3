package dev.pollux.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after the workers now and then. It gets work out from behind a poll that does not end (the
 * tasks in that worker's LIFO slot and ring, those who yielded there; I/O and timers that nobody
 * waits for: Go's sysmon does the same), tells of that poll, and finds tasks that were woken and
 * are queued nowhere. It runs no tasks itself.
 */
final class Watchdog extends Thread {

  /*
   *   watching: looks every 10 to 40 ms
   *        |                ^                  who       transition         mode      publishes
   *   all parked,           |  roused,         watchdog  dozing := true     volatile  that it must be roused
   *   twice nothing polled  |  or in time      watchdog  reads Idle's word  volatile  nothing: somebody unparked
   *        v                |                            then                         ends the doze at once
   *   dozing: sleeps until roused              notifier  unparked + 1       RMW       that a worker is on its way
   *                                            worker    reads dozing, then volatile  nothing; it sees the
   *                                                      unparks it                   notifier's RMW
   *
   *   No worker polls unwatched. Either the watchdog's read of the word comes after the RMW, and it does
   *   not doze; or its write of dozing comes before the RMW, and the worker, which reads dozing after it,
   *   sees true and rouses it. Cost: a read for each unpark, and an unpark of this thread at most once in
   *   the 70 ms that pass before it dozes again.
   *
   *   A doze while tasks live is cut into seconds, for the one case in which nobody can rouse: a thread
   *   not ours whose stack ends inside wake() can set strandedTasks, a field, and call nothing.
   *
   *   A stuck poll is seen first at most 40 ms after its begin, and known to be stuck 10 to 20 ms later.
   */
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long BUSY = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(1);

  /** To sleep so much longer than asked means that the whole process stood still. */
  private static final long OVERSLEPT = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int LOOKS_WITHOUT_A_POLL = 5;

  private final WorkStealingCore core;
  private final long warnAfter;
  private final PollWatch[] watches;
  private final YieldedBehind[] yielded;
  private final LostTasks lostTasks;

  // this thread only
  private final LocalQueue freed = new LocalQueue();
  private int driverTurns;
  private int quietLooks; // all parked, and nothing was polled
  private int deafLooks; // work was queued, and nothing was polled

  private volatile boolean dozing;
  private volatile boolean ended;

  Watchdog(WorkStealingCore core, String name, long warnAfterNanos) {
    super(null, null, name, 0, false);
    this.core = core;
    this.warnAfter = warnAfterNanos;
    this.watches = new PollWatch[core.workers()];
    this.yielded = new YieldedBehind[watches.length];
    for (int i = 0; i < watches.length; i++) {
      watches[i] = new PollWatch();
      yielded[i] = new YieldedBehind();
    }
    this.lostTasks = new LostTasks(core.owned, core.queues(), core::repair, System.nanoTime());
  }

  /** A worker has left the parked state, and Idle's word says so. */
  void workerLeft() {
    if (dozing) {
      dozing = false;
      LockSupport.unpark(this);
    }
  }

  boolean isDozing() {
    return dozing;
  }

  void end() {
    ended = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    long pause = SHORT;
    while (!ended) {
      if (quietLooks >= 2 && lostTasks.isWaiting()) {
        doze();
        pause = SHORT;
      } else {
        pause(pause);
      }
      Thread.interrupted(); // a flag left set would end every pause at once
      try {
        pause = look() ? SHORT : Math.min(pause * 2, quietLooks > 0 ? LONG : BUSY);
      } catch (Throwable bug) {
        core.reportBug("the watchdog goes on after a failure", bug);
      }
    }
  }

  private void pause(long nanos) {
    long before = System.nanoTime();
    LockSupport.parkNanos(this, nanos);
    long late = System.nanoTime() - before - nanos;
    if (late > OVERSLEPT) {
      for (PollWatch watch : watches) {
        watch.excuse(late);
      }
    }
  }

  private void doze() {
    dozing = true;
    long left = lostTasks.nanosUntilNextPass(System.nanoTime());
    while (dozing && left > 0 && !ended && !core.strandedTasks && core.idle.allParked()) {
      long before = System.nanoTime();
      if (left == Long.MAX_VALUE && core.owned.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, Math.min(left, HEARTBEAT));
        left = left == Long.MAX_VALUE ? left : left - (System.nanoTime() - before);
      }
      Thread.interrupted();
    }
    dozing = false;
    quietLooks = 0;
  }

  /** True: look again soon. */
  private boolean look() {
    long now = System.nanoTime();
    core.rescueStranded();
    boolean moved = false;
    boolean stuck = false;
    for (int i = 0; i < watches.length; i++) {
      Worker worker = core.worker(i);
      long polls = worker.polls();
      long lasts = watches[i].look(polls, now);
      moved |= watches[i].hasMoved();
      yielded[i].look(worker, polls, lasts != PollWatch.MOVES);
      if (lasts != PollWatch.MOVES) {
        stuck = true;
        free(worker);
      }
    }
    boolean allParked = core.idle.allParked();
    wakeForWork(moved || stuck);
    wakeForDriver();
    core.driver.settle();
    if (moved) {
      lostTasks.noteActivity();
    }
    lostTasks.look(now);
    quietLooks = allParked && !moved ? quietLooks + 1 : 0;
    // Last: a log that is slow must not keep the rest waiting.
    for (int i = 0; i < watches.length; i++) {
      if (warnAfter > 0 && watches[i].lasts() >= warnAfter && watches[i].tellOnce()) {
        tell(i, watches[i].lasts());
      }
    }
    return stuck || !lostTasks.isWaiting();
  }

  /** What waits behind a poll that does not end goes where every worker comes by. */
  private void free(Worker worker) {
    Task<?> task = worker.takeLifo();
    if (task != null) {
      core.injector.push(task);
    }
    for (task = worker.queue.stealInto(freed); task != null; task = worker.queue.stealInto(freed)) {
      // Half of a ring, the last of it in hand: the rest first, in its order.
      for (Task<?> earlier = freed.pop(); earlier != null; earlier = freed.pop()) {
        core.injector.push(earlier);
      }
      core.injector.push(task);
    }
  }

  /** A task that was queued by a thread at the end of its stack may not have been announced. */
  private void wakeForWork(boolean polled) {
    if (!core.hasWork()) {
      deafLooks = 0;
      return;
    }
    core.notifyOne();
    deafLooks = polled ? 0 : deafLooks + 1;
    if (deafLooks >= LOOKS_WITHOUT_A_POLL) {
      core.unparkAll();
      deafLooks = 0;
    }
  }

  /** Nobody waits for I/O and timers, nor did since the last look: whoever is parked shall. */
  private void wakeForDriver() {
    int turns = core.driver.turns();
    if (turns == driverTurns && !core.driver.isHeld()) {
      core.notifyOne();
    }
    driverTurns = turns;
  }

  private void tell(int index, long lasts) {
    Worker worker = core.worker(index);
    long polls = worker.polls();
    Task<?> task = worker.polled();
    Thread.State state = worker.getState();
    StackTraceElement[] stack = worker.getStackTrace();
    if (worker.polls() == polls) {
      String report = LongPollReport.of(core.name, worker.getName(), state, stack, task, lasts);
      if (report != null) {
        core.warn(report);
      }
    }
  }
}
