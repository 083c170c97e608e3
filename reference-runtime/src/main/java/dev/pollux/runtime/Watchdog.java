package dev.pollux.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after the workers now and then, and gets work out from behind a poll that does not end:
 * tasks in that worker's LIFO slot and ring, I/O and timers that nobody waits for. Go's sysmon does
 * the same. It runs no tasks itself.
 */
final class Watchdog extends Thread {

  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(100);

  private final WorkStealingCore core;

  /** What each worker's poll counter was at the last look. */
  private final long[] seen;

  private volatile boolean ended;

  Watchdog(WorkStealingCore core, String name) {
    super(null, null, name, 0, false);
    this.core = core;
    this.seen = new long[core.workers()];
  }

  void end() {
    ended = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    long pause = SHORT;
    while (!ended) {
      LockSupport.parkNanos(this, pause);
      Thread.interrupted();
      try {
        pause = look() ? SHORT : Math.min(pause * 2, LONG);
      } catch (Throwable bug) {
        core.reportBug("the watchdog goes on after a failure", bug);
      }
    }
  }

  /** False: all workers are parked, and a while can pass before the next look. */
  private boolean look() {
    core.rescueStranded();
    boolean longPoll = false;
    for (int i = 0; i < seen.length; i++) {
      Worker worker = core.worker(i);
      long now = worker.polls();
      if (now == seen[i] && (now & 1) == 1) {
        longPoll = true;
        freeLifo(worker);
      }
      seen[i] = now;
    }
    // A task that was queued by a thread at the end of its stack may not have been announced.
    boolean unannounced = core.hasWork();
    if ((longPoll && !core.driver.isHeld()) || unannounced) {
      core.notifyOne();
    }
    return !core.idle.allParked();
  }

  private void freeLifo(Worker worker) {
    Task<?> task = worker.takeLifo();
    if (task != null) {
      core.injector.push(task);
      core.notifyOne();
    }
  }
}
