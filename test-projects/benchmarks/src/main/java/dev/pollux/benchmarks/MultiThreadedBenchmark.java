package dev.pollux.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Tokio's rt_multi_threaded: what it costs to start, switch and wake tasks. */
public class MultiThreadedBenchmark extends TwoWorkers {
  static final int TASKS = 10_000;
  static final int PAIRS = 1_000;
  static final int YIELDING = 200;
  static final int YIELDS = 1_000;
  static final int DEPTH = 1_000;

  /** Who runs the tasks. */
  @Param({"pollux", "kotlin", "forkjoin", "virtual"})
  public String peer = "pollux";

  private TaskPeer tasks;

  /** Starts it. */
  @Setup
  public void start() {
    tasks = TaskPeer.named(peer);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    tasks.close();
  }

  /** Nanoseconds a task, started by the thread that waits in the runtime. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnManyLocal() throws Exception {
    tasks.spawnManyLocal(TASKS);
  }

  /** Nanoseconds a task, all started by one of them. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnManyFromTask() throws Exception {
    tasks.spawnManyFromTask(TASKS);
  }

  /** Nanoseconds a task, started and joined by a thread outside. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnManyRemoteIdle() throws Exception {
    tasks.spawnManyRemote(TASKS);
  }

  /** Nanoseconds a round trip, with the start of both its tasks. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public void pingPong() throws Exception {
    tasks.pingPong(PAIRS);
  }

  /** Nanoseconds a yield. */
  @Benchmark
  @OperationsPerInvocation(YIELDING * YIELDS)
  public void yieldMany() throws Exception {
    tasks.yieldMany(YIELDING, YIELDS);
  }

  /** Nanoseconds a task, each started by the one before. */
  @Benchmark
  @OperationsPerInvocation(DEPTH)
  public void chainedSpawn() throws Exception {
    tasks.chainedSpawn(DEPTH);
  }
}
