package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads for work that blocks. It grows first and queues when it is full, which a {@code
 * ThreadPoolExecutor} does the other way round; a thread that had nothing to do for the keep-alive
 * time ends.
 *
 * <p>Whether a task goes to an idle thread, a new one or the queue is decided under the lock under
 * which threads become idle: no task waits while a thread is idle.
 */
final class BlockingPool extends Scheduler {

  private final Core core;
  private final Settings settings;
  private final int maxThreads;
  private final long keepAliveNanos;

  /** Held for a few instructions; no thread is started and no work run under it. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition quiet = lock.newCondition();

  // guarded by lock
  private final ArrayDeque<BlockingThread> idle =
      new ArrayDeque<>(); // the last to come is the first out
  private final TaskList queue = new TaskList();
  private int threads;
  private int named;

  // written under the lock
  private volatile int unfinished; // queued or running
  private volatile boolean closed;

  BlockingPool(Core core, Settings settings) {
    this.core = core;
    this.settings = settings;
    this.maxThreads = settings.maxBlockingThreads();
    this.keepAliveNanos = Durations.toNanos(settings.blockingKeepAlive());
  }

  Core core() {
    return core;
  }

  <V> JoinHandle<V> spawn(Callable<V> work, @Nullable StackTraceElement spawnSite) {
    Task<V> task = new Task<>(this, new Work<>(work), spawnSite);
    BlockingThread started = null;
    BlockingThread woken = null;
    boolean refused = false;
    lock.lock();
    try {
      if (closed) {
        refused = true;
      } else {
        woken = idle.pollLast();
        if (woken != null) {
          woken.handed = task;
        } else if (threads < maxThreads) {
          started = new BlockingThread(this, core.name + "-blocking-" + named, task);
          threads++;
          named++;
        } else {
          queue.addLast(task);
        }
        unfinished++;
      }
    } finally {
      lock.unlock();
    }
    if (refused) {
      task.refuse();
    } else if (woken != null) {
      LockSupport.unpark(woken);
    } else if (started != null) {
      start(started, task);
    }
    return task;
  }

  private void start(BlockingThread thread, Task<?> task) {
    try {
      thread.setDaemon(true);
      thread.setContextClassLoader(core.contextClassLoader());
      thread.start();
    } catch (Throwable noThread) {
      if (!queueInstead(task)) {
        task.refuse(noThread);
        finished();
      }
    }
  }

  /** The system gave no thread: those that there are will do the work, if there are any. */
  private boolean queueInstead(Task<?> task) {
    lock.lock();
    try {
      threads--;
      if (threads - idle.size() <= 0 || closed) {
        return false;
      }
      queue.addLast(task);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Called by a thread whose task is done: what it runs next, or null when it has to end. */
  @Nullable Task<?> next(BlockingThread thread) {
    lock.lock();
    try {
      unfinished--;
      if (unfinished == 0) {
        quiet.signalAll();
      }
      Task<?> queued = queue.pollFirst();
      if (queued != null) {
        return queued;
      }
      if (closed) {
        threads--;
        return null;
      }
      idle.addLast(thread);
    } finally {
      lock.unlock();
    }
    core.blockingWorkEnded();
    thread.awaitTask(keepAliveNanos);
    lock.lock();
    try {
      if (thread.handed == null) {
        idle.remove(thread);
        threads--;
      }
      return thread.handed;
    } finally {
      lock.unlock();
    }
  }

  private void finished() {
    lock.lock();
    try {
      unfinished--;
      if (unfinished == 0) {
        quiet.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** No work is queued or running, and what it woke has been queued. */
  boolean isQuiet() {
    return unfinished == 0;
  }

  int threads() {
    lock.lock();
    try {
      return threads;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Takes no more work, aborts what has not begun, and lets go of the idle threads. */
  void close() {
    TaskList never = new TaskList();
    BlockingThread[] leaving;
    lock.lock();
    try {
      closed = true;
      never.takeAll(queue);
      leaving = idle.toArray(new BlockingThread[0]);
    } finally {
      lock.unlock();
    }
    for (Task<?> task = never.pollFirst(); task != null; task = never.pollFirst()) {
      task.refuse();
      finished();
    }
    for (BlockingThread thread : leaving) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Waits until the work that has begun is done.
   *
   * @return false if the time was up before
   */
  boolean awaitQuiet(Deadline deadline) throws InterruptedException {
    lock.lock();
    try {
      while (unfinished > 0) {
        long left = deadline.left();
        if (left == 0) {
          return false;
        }
        quiet.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  // ---- Scheduler, of the tasks whose future is the work: they are ready after one poll

  @Override
  void schedule(Task<?> task) {
    throw new IllegalStateException("blocking work is never pending, so it is never queued again");
  }

  @Override
  void released(Task<?> task) {}

  @Override
  void uncaught(Throwable cause) {
    settings.reportUncaught(cause);
  }

  @Override
  String closedMessage() {
    return "the runtime '" + core.name + "' was closed before the work had begun";
  }

  /** The work as a future: one poll runs it. */
  private record Work<V>(Callable<V> work) implements Future<V> {

    @Override
    public Poll<V> poll(Context cx) throws Exception {
      return Poll.ready(work.call());
    }
  }
}
