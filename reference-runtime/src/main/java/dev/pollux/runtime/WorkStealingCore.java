package dev.pollux.runtime;

import dev.pollux.Poll;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The runtime with several workers. */
final class WorkStealingCore extends Core {

  final Injector injector = new Injector();
  final Idle idle;

  private final Worker[] workers;
  private final LocalQueue[] queues;
  private final Watchdog watchdog;
  private final AtomicInteger alive;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;

  WorkStealingCore(Settings settings) {
    super(settings, settings.workers());
    driver.workers(this::isOnWorker);
    idle = new Idle(settings.workers());
    workers = new Worker[settings.workers()];
    queues = new LocalQueue[workers.length];
    alive = new AtomicInteger(workers.length);
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(this, i, name + "-worker-" + i);
      queues[i] = workers[i].queue;
    }
    watchdog =
        new Watchdog(this, name + "-watchdog", Durations.toNanos(settings.longPollWarning()));
  }

  /** Apart from the constructor, so that no thread sees a half-made core. */
  void start() {
    for (Worker worker : workers) {
      begin(worker);
    }
    begin(watchdog);
  }

  private void begin(Thread thread) {
    thread.setDaemon(true);
    thread.setContextClassLoader(contextClassLoader());
    thread.start();
  }

  private boolean isOnWorker() {
    return Thread.currentThread() instanceof Worker worker && worker.core() == this;
  }

  int workers() {
    return workers.length;
  }

  Worker worker(int index) {
    return workers[index];
  }

  /** Apart from the worker itself, whose fields its own thread writes all the time. */
  LocalQueue queue(int worker) {
    return queues[worker];
  }

  boolean isStopped() {
    return stopped;
  }

  boolean hasWork() {
    if (!injector.isEmpty()) {
      return true;
    }
    for (LocalQueue queue : queues) {
      if (!queue.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** A worker is not parked any more, and the idle set says so. */
  void workerLeft() {
    watchdog.workerLeft();
  }

  /** Wakes every worker that waits, whatever the idle set says of it. */
  void unparkAll() {
    for (Worker worker : workers) {
      worker.parker.unpark();
    }
  }

  /** The queues, for who looks for tasks that are in none. */
  LostTasks.Queues queues() {
    return new LostTasks.Queues() {
      @Override
      public int[] ends() {
        int[] ends = new int[workers.length];
        for (int i = 0; i < ends.length; i++) {
          ends[i] = workers[i].queue.end();
        }
        return ends;
      }

      @Override
      public boolean havePassed(int[] ends) {
        boolean passed = injector.isEmpty();
        for (int i = 0; i < ends.length; i++) {
          passed &= workers[i].queue.hasPassed(ends[i]);
        }
        return passed;
      }
    };
  }

  /** Queues a task that was woken and is in no queue, and says so. */
  void repair(Task<?> task) {
    injector.push(task);
    notifyOne();
    warn(
        "runtime '"
            + name
            + "': a task was woken and then in no queue for over a second, and is queued now: "
            + task.describe()
            + "\n  cure: a thread that ended or ran out of stack inside Waker.wake() can cause this;"
            + " if there is none, it is a bug in Pollux: please report it");
  }

  /** Wakes a worker for a task that was queued just now, unless one looks around already. */
  void notifyOne() {
    int worker = idle.workerToNotify();
    if (worker != Idle.NOBODY) {
      workers[worker].parker.unpark();
    }
  }

  /** As {@link #notifyOne}, but what is queued stays so if the caller has no stack left for it. */
  void announce() {
    try {
      notifyOne();
    } catch (Throwable exhausted) {
      // The watchdog looks for work that nobody was told of.
      strandedTasks = true;
    }
  }

  @Override
  void schedule(Task<?> task) {
    if (Thread.currentThread() instanceof Worker worker && worker.core() == this) {
      worker.schedule(task);
    } else {
      injector.push(task);
      announce();
    }
  }

  @Override
  boolean own(Task<?> task) {
    return Thread.currentThread() instanceof Worker worker && worker.core() == this
        ? worker.own(task)
        : owned.add(task);
  }

  /** Tasks run on workers alone. */
  @Override
  void released(Task<?> task) {
    ((Worker) Thread.currentThread()).noteEnded();
    if (isClosing()) {
      stopIfDone();
    }
  }

  @Override
  void wakeForClose() {
    unparkAll();
  }

  void stopIfDone() {
    if (owned.isDone()) {
      stop();
    }
  }

  @Override
  <V> V run(MainFuture<V> main) {
    int anyWorker = (int) (Thread.currentThread().getId() % workers.length);
    PollContext cx = new PollContext(driver.services(anyWorker));
    try {
      return run(main, cx);
    } finally {
      // The last poll may have left somebody to be woken after it.
      cx.wakeDeferred();
    }
  }

  private <V> V run(MainFuture<V> main, PollContext cx) {
    while (true) {
      Poll<V> poll = main.pollIfWoken(cx);
      if (poll instanceof Poll.Ready<V> ready) {
        return ready.value();
      }
      main.checkGoesOn(this);
      if (cx.hasDeferred()) {
        cx.wakeDeferred();
        Thread.yield();
      }
      if (!main.isWoken()) {
        main.sleep();
      }
    }
  }

  private void stop() {
    stopped = true;
    unparkAll();
    watchdog.end();
  }

  /** The last one closes the driver: nobody can turn it any more. */
  void workerEnded() {
    if (alive.decrementAndGet() == 0) {
      driver.close();
      ended.countDown();
    }
  }

  @Override
  boolean close(Deadline deadline) {
    beginClose();
    stopIfDone();
    try {
      return ended.await(deadline.left(), TimeUnit.NANOSECONDS) && blocking.awaitQuiet(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
