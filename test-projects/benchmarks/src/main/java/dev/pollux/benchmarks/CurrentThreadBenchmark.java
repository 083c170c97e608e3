package dev.pollux.benchmarks;

import dev.pollux.runtime.AsyncRuntime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Tokio's rt_current_thread and spawn: the runtime whose only thread is the caller's, beside one
 * with a single worker. The difference is what waking another thread costs.
 */
public class CurrentThreadBenchmark extends TwoWorkers {
  static final int TASKS = 1_000;
  static final int FEW = 10;

  /** Which kind of runtime. */
  @Param({"current-thread", "one-worker"})
  public String kind = "current-thread";

  private PolluxTasks tasks;

  /** Starts it. */
  @Setup
  public void start() {
    AsyncRuntime.Builder builder = AsyncRuntime.builder();
    tasks =
        new PolluxTasks(
            (kind.equals("current-thread") ? builder.currentThread() : builder.workers(1)).build());
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    tasks.close();
  }

  /** Nanoseconds a task, started by the thread that waits in the runtime. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnManyLocal() {
    tasks.spawnManyLocal(TASKS);
  }

  /** Nanoseconds a task, started before anybody runs them, then joined. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnManyRemoteIdle() {
    tasks.spawnManyRemote(TASKS);
  }

  /** Nanoseconds for one task that yields once, started and joined. */
  @Benchmark
  public void spawnOneThatYields() {
    tasks.spawnThatYieldOnce(1);
  }

  /** Nanoseconds for ten such tasks. */
  @Benchmark
  public void spawnTenThatYield() {
    tasks.spawnThatYieldOnce(FEW);
  }
}
