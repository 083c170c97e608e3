package dev.pollux.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Tokio's spawn_many_remote_busy1 and 2: tasks from outside, while every worker has some of its own
 * that stall for ten microseconds a turn. It shows whether a busy runtime looks at what comes from
 * outside; some never do, see {@link BusyPeer}.
 */
public class BusyWorkersBenchmark extends TwoWorkers {
  static final int TASKS = 1_000;

  /** Who runs the tasks. */
  @Param({"pollux", "kotlin"})
  public String peer = "pollux";

  /** What keeps the workers busy: tasks that yield, or tasks that start their successors. */
  @Param({"yielding", "respawning"})
  public String load = "yielding";

  private BusyPeer tasks;
  private Load running;

  /** Starts the peer and the load. */
  @Setup
  public void start() {
    tasks = BusyPeer.named(peer);
    if (load.equals("yielding")) {
      running = new Load(2 * WORKERS);
      tasks.yieldingLoad(running, 2 * WORKERS);
    } else {
      running = new Load(WORKERS);
      tasks.respawningLoad(running, WORKERS);
    }
  }

  /** Stops both. */
  @TearDown
  public void stop() {
    running.close();
    tasks.close();
  }

  /** Nanoseconds a task, started and joined by a thread outside. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnManyRemoteBusy() throws Exception {
    tasks.spawnManyRemote(TASKS);
  }
}
