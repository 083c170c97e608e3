package dev.pollux.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Future;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * What a future may ask of the runtime that polls it. {@link #spawn} and {@link #spawnBlocking} act
 * at once and need a runtime at work on the calling thread: inside a poll, a blockOn or blocking
 * work.
 */
public final class Tasks {

  private Tasks() {}

  /**
   * Spawns a task on the runtime that is at work on this thread.
   *
   * @param future what the task does
   * @param <V> the type of its value
   * @return the task's handle
   * @throws IllegalStateException if no runtime is at work on this thread
   * @see AsyncRuntime#spawn
   */
  @CheckReturnValue
  public static <V> JoinHandle<V> spawn(Future<V> future) {
    Objects.requireNonNull(future, "future");
    return Here.runtime("Tasks.spawn").spawn(future);
  }

  /**
   * Hands work that may block to the runtime that is at work on this thread.
   *
   * @param work runs on a thread of the blocking pool
   * @param <V> the type of its value
   * @return the work's handle
   * @throws IllegalStateException if no runtime is at work on this thread
   * @see AsyncRuntime#spawnBlocking
   */
  @CheckReturnValue
  public static <V> JoinHandle<V> spawnBlocking(Callable<V> work) {
    Objects.requireNonNull(work, "work");
    return Here.runtime("Tasks.spawnBlocking").spawnBlocking(work);
  }

  /**
   * A future that is pending once and then ready: in between other tasks run, and I/O and timers
   * are looked at. Outside a runtime it wakes its waker at once.
   *
   * @return a future for one turn
   * @throws IllegalStateException if no runtime is at work on this thread
   */
  @CheckReturnValue
  public static Future<Void> yieldNow() {
    return new Yield();
  }
}
