package dev.pollux.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a sleep of a millisecond takes, in an idle runtime and in one whose workers never find their
 * queues empty (cats-effect's SleepDrift). What is above 1000 is drift: the tick of the timers, the
 * time to wake a thread and, under load, the wait for somebody to look at the timers.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SleepDriftBenchmark extends TwoWorkers {
  static final int SLEEPS = 100;

  /** Whose timers. */
  @Param({"pollux", "kotlin"})
  public String peer = "pollux";

  /** How many other tasks do nothing but yield. */
  @Param({"0", "1000"})
  public int yielding;

  private DriftPeer timers;
  private Load load;

  /** Starts the peer and the load. */
  @Setup
  public void start() {
    timers = DriftPeer.named(peer);
    load = new Load(yielding);
    timers.yieldingLoad(load, yielding);
  }

  /** Stops both. */
  @TearDown
  public void stop() {
    load.close();
    timers.close();
  }

  /** Microseconds for a sleep of 1000. */
  @Benchmark
  @OperationsPerInvocation(SLEEPS)
  public void sleepOneMillisecond() throws Exception {
    timers.sleepMillis(SLEEPS);
  }
}
