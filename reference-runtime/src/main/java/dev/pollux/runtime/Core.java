package dev.pollux.runtime;

import dev.pollux.Future;
import dev.pollux.runtime.probe.SpawnProbe;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of runtime share: the living tasks, the driver, the blocking pool, the closing.
 */
abstract sealed class Core extends Scheduler permits CurrentThreadCore, WorkStealingCore {

  final String name;
  final Driver driver;
  final BlockingPool blocking;
  final Services services;
  final OwnedTasks owned;

  /** The calls of blockOn that are at work: a close has to end them. */
  final Set<MainFuture<?>> mains = ConcurrentHashMap.newKeySet();

  private final Settings settings;
  private final AtomicBoolean closing = new AtomicBoolean();

  /**
   * @param owners how many threads of the runtime own tasks
   */
  Core(Settings settings, int owners) {
    this.settings = settings;
    this.name = settings.name();
    this.driver = settings.newDriver();
    this.services = driver.services(0);
    this.owned = new OwnedTasks(owners);
    this.blocking = new BlockingPool(this, settings);
  }

  final <V> JoinHandle<V> spawn(Future<V> future) {
    SpawnProbe probe = settings.probe();
    Task<V> task = new Task<>(this, probe == null ? future : probe.spawned(future), spawnSite());
    if (own(task)) {
      start(task);
    } else {
      task.refuse();
    }
    return task;
  }

  final <V> JoinHandle<V> spawnBlocking(Callable<V> work) {
    return blocking.spawn(work, spawnSite());
  }

  private @Nullable StackTraceElement spawnSite() {
    return settings.recordSpawnSites() ? SpawnSite.here() : null;
  }

  final <V> V blockOn(Future<V> future) {
    String where = Here.polling();
    if (where != null) {
      throw Misuse.nestedBlockOn(where);
    }
    SpawnProbe probe = settings.probe();
    MainFuture<V> main =
        new MainFuture<>(
            probe == null ? future : probe.blockedOn(future),
            new Parker(Thread.currentThread(), driver));
    mains.add(main);
    try {
      if (isClosing()) {
        throw Misuse.closed(name, "blockOn");
      }
      Here.enter(this);
      try {
        return run(main);
      } finally {
        Here.leave();
      }
    } finally {
      mains.remove(main);
    }
  }

  /** Keeps the task for a close to cancel. False: too late. */
  abstract boolean own(Task<?> task);

  /** Queues a task that was never queued before. */
  private void start(Task<?> task) {
    try {
      schedule(task);
    } catch (Throwable exhausted) {
      task.strand();
    }
  }

  /** Runs the future of one blockOn on the calling thread until it is ready. */
  abstract <V> V run(MainFuture<V> main);

  /**
   * Ends everything, and waits for it.
   *
   * @return false if the time was up before, or the thread interrupted; the rest ends by itself
   */
  abstract boolean close(Deadline deadline);

  /** The first step of every close, taken once. */
  final void beginClose() {
    if (!closing.getAndSet(true)) {
      owned.closeOutside();
      owned.forEach(Task::shutdown);
      wakeForClose();
      mains.forEach(MainFuture::nudge);
      blocking.close();
    }
  }

  /** The close has begun: the threads that own tasks are to cancel them. */
  void wakeForClose() {}

  /** A blocking thread found nothing more to do. */
  void blockingWorkEnded() {}

  final boolean isClosing() {
    return closing.get();
  }

  /** Queues the tasks whose wake could not do so. */
  final void rescueStranded() {
    if (strandedTasks) {
      strandedTasks = false;
      owned.forEach(Task::rescue);
    }
  }

  @Override
  void uncaught(Throwable cause) {
    settings.reportUncaught(cause);
  }

  @Override
  final String closedMessage() {
    return "the runtime '" + name + "' was closed before the task was done";
  }

  /** For messages: something in the scheduler itself went wrong, and it goes on. */
  final void reportBug(String what, Throwable thrown) {
    settings.log(what, thrown);
  }

  /** For messages: the program does something that harms it. */
  final void warn(String what) {
    settings.warn(what);
  }

  final @Nullable ClassLoader contextClassLoader() {
    return settings.contextClassLoader();
  }
}
