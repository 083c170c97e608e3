package dev.pollux.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Tokio's spawn_blocking: batches of jobs that do nothing, on the pool for what blocks. */
public class SpawnBlockingBenchmark extends TwoWorkers {
  static final int BATCHES = 100;
  static final int JOBS = 16;

  /** Whose pool. */
  @Param({"pollux", "kotlin"})
  public String peer = "pollux";

  /** How many tasks hand over their jobs at the same time. */
  @Param({"1", "8", "64"})
  public int tasks = 1;

  private BlockingPeer pool;

  /** Starts it. */
  @Setup
  public void start() {
    pool = BlockingPeer.named(peer);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    pool.close();
  }

  /** Nanoseconds for a job of each of the tasks. */
  @Benchmark
  @OperationsPerInvocation(BATCHES * JOBS)
  public void spawnBlocking() throws Exception {
    pool.batches(tasks, BATCHES, JOBS);
  }
}
