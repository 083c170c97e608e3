package dev.pollux.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Tokio's sync_semaphore: six tasks, and permits for all of them or for five. */
public class SemaphoreBenchmark extends TwoWorkers {
  static final int TASKS = 6;
  static final int TIMES = 1_000;

  /** Whose semaphore. */
  @Param({"pollux", "kotlin", "virtual"})
  public String peer = "pollux";

  private SemaphorePeer semaphores;

  /** Starts it. */
  @Setup
  public void start() {
    semaphores = SemaphorePeer.named(peer);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    semaphores.close();
  }

  /** Nanoseconds to acquire, yield and release; nobody waits. */
  @Benchmark
  @OperationsPerInvocation(TASKS * TIMES)
  public void uncontended() throws Exception {
    semaphores.acquireAndYield(10, TASKS, TIMES);
  }

  /** The same; one of the tasks always waits. */
  @Benchmark
  @OperationsPerInvocation(TASKS * TIMES)
  public void contended() throws Exception {
    semaphores.acquireAndYield(5, TASKS, TIMES);
  }
}
