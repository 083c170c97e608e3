package dev.pollux.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Tokio's time_timeout, and timers that are cancelled before they are due, as most are. */
public class TimerBenchmark extends TwoWorkers {
  static final int EACH = 1_000;
  static final int MANY = 8;
  static final int SLEEPS = 10_000;

  /** Whose timers. */
  @Param({"pollux", "kotlin", "virtual"})
  public String peer = "pollux";

  private TimerPeer timers;

  /** Starts it. */
  @Setup
  public void start() {
    timers = TimerPeer.named(peer);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    timers.close();
  }

  /** Nanoseconds for a limit on what is ready at once, in one task. */
  @Benchmark
  @OperationsPerInvocation(EACH)
  public void timeoutInOneTask() throws Exception {
    timers.timeouts(1, EACH);
  }

  /** The same in eight tasks. */
  @Benchmark
  @OperationsPerInvocation(EACH * MANY)
  public void timeoutInEightTasks() throws Exception {
    timers.timeouts(MANY, EACH);
  }

  /** Nanoseconds a sleep, started and then cancelled. */
  @Benchmark
  @OperationsPerInvocation(SLEEPS)
  public void cancel() throws Exception {
    timers.cancel(SLEEPS);
  }
}
