package dev.pollux.runtime;

import dev.pollux.Poll;
import dev.pollux.runtime.probe.TaskOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The runtime without threads of its own: whoever calls blockOn runs the tasks as well. Of several
 * callers one does, and when it leaves the next takes over.
 */
final class CurrentThreadCore extends Core {

  /** After so many tasks the driver and the main future are looked at. */
  private static final int DRIVER_INTERVAL = 61;

  /** Every so many tasks the first comes from outside. */
  private static final int REMOTE_INTERVAL = 31;

  /** Held by the thread that runs tasks; only tried, never waited for, except by a close. */
  private final ReentrantLock turn = new ReentrantLock();

  private final Injector remote = new Injector();

  /** Who decides which ready task is next, if it is not to be the first one. */
  private final @Nullable TaskOrder order;

  // guarded by turn
  private final TaskList local = new TaskList();
  private final PollContext cx = new PollContext(services);
  private int tick;
  private boolean driverClosed;

  // written by the holder of turn
  private volatile @Nullable Thread holder;
  private volatile @Nullable MainFuture<?> holderMain;

  CurrentThreadCore(Settings settings) {
    super(settings, 0);
    order = settings.order();
  }

  @Override
  void schedule(Task<?> task) {
    if (Thread.currentThread() == holder) {
      local.addLast(task);
      return;
    }
    remote.push(task);
    MainFuture<?> main = holderMain;
    if (main != null) {
      try {
        main.nudge();
      } catch (Throwable exhausted) {
        // It is queued. The holder is not told, and finds it at its next turn.
        strandedTasks = true;
      }
    }
  }

  @Override
  boolean own(Task<?> task) {
    return owned.add(task);
  }

  @Override
  void released(Task<?> task) {
    owned.noteEnded();
  }

  @Override
  void blockingWorkEnded() {
    if (driver.isPaused()) {
      mains.forEach(MainFuture::nudge);
    }
  }

  @Override
  <V> V run(MainFuture<V> main) {
    PollContext apart = new PollContext(services);
    try {
      return run(main, apart);
    } finally {
      // The last poll may have left somebody to be woken after it.
      apart.wakeDeferred();
    }
  }

  private <V> V run(MainFuture<V> main, PollContext apart) {
    while (true) {
      if (turn.tryLock()) {
        try {
          return order == null ? drive(main) : drive(main, order);
        } finally {
          leave();
        }
      }
      Poll<V> poll = main.pollIfWoken(apart);
      if (poll instanceof Poll.Ready<V> ready) {
        return ready.value();
      }
      main.checkGoesOn(this);
      apart.wakeDeferred();
      if (!main.isWoken() && turn.isLocked()) {
        main.sleep();
      }
    }
  }

  private <V> V drive(MainFuture<V> main) {
    holder = Thread.currentThread();
    holderMain = main;
    while (true) {
      Poll<V> poll = main.pollIfWoken(cx);
      if (poll instanceof Poll.Ready<V> ready) {
        return ready.value();
      }
      main.checkGoesOn(this);
      runTasks();
      if (isIdle(main)) {
        park(main);
      } else {
        look();
      }
      cx.wakeDeferred();
    }
  }

  /**
   * As above, one poll at a time, each of which the order picks out of all that are ready. Who
   * yielded is ready again when nobody else is, so that a task that waits by yielding cannot keep
   * away what it waits for.
   */
  private <V> V drive(MainFuture<V> main, TaskOrder order) {
    holder = Thread.currentThread();
    holderMain = main;
    while (true) {
      main.checkGoesOn(this);
      remote.popShare(local, 1, Integer.MAX_VALUE);
      int tasks = local.size();
      int ready = tasks + (main.isWoken() ? 1 : 0);
      if (ready == 0) {
        rest(main, order);
        continue;
      }
      if (!order.mayPoll()) {
        throw main.end(Misuse.endless(living()));
      }
      int chosen = ready == 1 ? 0 : order.choose(ready);
      if (chosen < tasks) {
        run(local.poll(chosen));
      } else {
        Poll<V> poll = main.pollIfWoken(cx);
        if (poll instanceof Poll.Ready<V> done) {
          return done.value();
        }
      }
      if (order.wakesSpuriously()) {
        wakeAnybody(main, order);
      }
    }
  }

  private void rest(MainFuture<?> main, TaskOrder order) {
    look();
    cx.wakeDeferred();
    if (!isIdle(main)) {
      return;
    }
    boolean quiet = blocking.isQuiet();
    if (driver.isPaused() && isIdle(main) && quiet && !driver.skipToNextTimer()) {
      if (!order.waitsForOthers()) {
        throw main.end(Misuse.stuck(living()));
      }
      main.park();
    } else if (!driver.isPaused() || !quiet) {
      main.park();
    }
  }

  private void wakeAnybody(MainFuture<?> main, TaskOrder order) {
    List<Task<?>> living = living();
    int chosen = living.isEmpty() ? 0 : order.choose(living.size() + 1);
    if (chosen < living.size()) {
      living.get(chosen).wake();
    } else {
      main.wake();
    }
  }

  private List<Task<?>> living() {
    List<Task<?>> living = new ArrayList<>();
    owned.forEach(living::add);
    return living;
  }

  private void leave() {
    try {
      if (isClosing()) {
        finishTasks(Deadline.none());
      }
    } finally {
      cx.wakeDeferred();
      holderMain = null;
      holder = null;
      turn.unlock();
      mains.forEach(MainFuture::nudge);
    }
  }

  private boolean isIdle(MainFuture<?> main) {
    return local.isEmpty() && remote.isEmpty() && !cx.hasDeferred() && !main.isWoken();
  }

  private void runTasks() {
    for (int i = 0; i < DRIVER_INTERVAL; i++) {
      Task<?> task = next();
      if (task == null) {
        return;
      }
      run(task);
    }
  }

  private void run(Task<?> task) {
    cx.begin(task);
    boolean again = task.run(cx);
    cx.end();
    if (again) {
      local.addLast(task);
    }
  }

  private @Nullable Task<?> next() {
    tick++;
    if (tick % REMOTE_INTERVAL == 0) {
      Task<?> task = remote.pop();
      if (task != null) {
        return task;
      }
    }
    if (local.isEmpty()) {
      remote.popShare(local, 1, Integer.MAX_VALUE);
    }
    if (order != null && local.size() > 1) {
      return local.poll(order.choose(local.size()));
    }
    return local.pollFirst();
  }

  /** Looks for I/O and timers without waiting. */
  private void look() {
    rescueStranded();
    if (driver.tryAcquire()) {
      try {
        driver.look();
      } finally {
        driver.release();
      }
    }
  }

  private void park(MainFuture<?> main) {
    rescueStranded();
    if (driver.isPaused()) {
      look();
      // Before the queues: work that ends has queued whom it woke.
      boolean quiet = blocking.isQuiet();
      if (!isIdle(main) || (quiet && driver.skipToNextTimer())) {
        return;
      }
    }
    main.park();
  }

  @Override
  boolean close(Deadline deadline) {
    beginClose();
    try {
      if (!turn.tryLock(deadline.left(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      try {
        if (!finishTasks(deadline)) {
          return false;
        }
      } finally {
        turn.unlock();
      }
      return blocking.awaitQuiet(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Holder of turn only: runs what is left of the tasks, which are all cancelled, to their end. */
  private boolean finishTasks(Deadline deadline) {
    Thread before = holder;
    holder = Thread.currentThread();
    Here.enter(this);
    try {
      while (!owned.isDone() && deadline.left() > 0) {
        rescueStranded();
        runTasks();
        cx.wakeDeferred();
        if (local.isEmpty() && remote.isEmpty() && !owned.isDone()) {
          // Another thread has begun the close and is about to queue the rest.
          LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(100));
        }
      }
    } finally {
      holder = before;
      Here.leave();
    }
    if (!owned.isDone()) {
      return false;
    }
    if (!driverClosed) {
      driverClosed = true;
      driver.close();
    }
    return true;
  }
}
