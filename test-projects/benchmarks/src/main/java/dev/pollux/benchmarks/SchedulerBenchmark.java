package dev.pollux.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a task costs: nanoseconds for one spawn, and for one round trip with both its spawns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SchedulerBenchmark {
  static final int TASKS = 10_000;
  static final int PAIRS = 1_000;

  /** Which executor. */
  @Param({"pollux", "forkjoin", "virtual"})
  public String peer;

  private Peer measured;

  /** Starts the executor. */
  @Setup
  public void start() {
    measured = Peer.named(peer);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    measured.close();
  }

  /** Ten thousand empty tasks from a thread outside. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnMany() throws Exception {
    measured.spawnMany(TASKS);
  }

  /** A thousand pairs of tasks that send each other one value. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public void pingPong() throws Exception {
    measured.pingPong(PAIRS);
  }
}
