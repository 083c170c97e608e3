package dev.pollux.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Tokio's remote_spawn: threads outside that all start tasks at once. */
public class RemoteSpawnBenchmark extends TwoWorkers {
  static final int TASKS = 12_800;

  /** Who runs the tasks. */
  @Param({"pollux", "kotlin", "forkjoin", "virtual"})
  public String peer = "pollux";

  /** How many threads start their share of the tasks. */
  @Param({"1", "2", "4", "8", "16", "32", "64"})
  public int threads = 1;

  private TaskPeer tasks;
  private ExecutorService outside;

  /** Starts the peer and the threads. */
  @Setup
  public void start() {
    tasks = TaskPeer.named(peer);
    outside = Executors.newFixedThreadPool(threads);
  }

  /** Stops both. */
  @TearDown
  public void stop() {
    outside.shutdown();
    tasks.close();
  }

  /** Nanoseconds a task, from when the threads are let go until the last has run. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void remoteSpawn() throws Exception {
    CyclicBarrier together = new CyclicBarrier(threads);
    CountDownLatch left = new CountDownLatch(TASKS);
    for (int t = 0; t < threads; t++) {
      outside.submit(
          () -> {
            together.await();
            for (int i = 0; i < TASKS / threads; i++) {
              tasks.spawn(left::countDown);
            }
            return null;
          });
    }
    left.await();
  }
}
