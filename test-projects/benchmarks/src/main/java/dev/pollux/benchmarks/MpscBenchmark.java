package dev.pollux.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Tokio's sync_mpsc: a channel of many producers and one consumer. */
public class MpscBenchmark extends TwoWorkers {
  static final int PRODUCERS = 5;
  static final int EACH = 1_000;
  static final int VALUES = PRODUCERS * EACH;
  static final int SMALL = 100;
  static final int HUGE = 1_000_000;
  static final int BATCH = 5_000;

  /** Whose channel. */
  @Param({"pollux", "kotlin", "virtual"})
  public String peer = "pollux";

  private ChannelPeer channels;

  /** Starts it. */
  @Setup
  public void start() {
    channels = ChannelPeer.named(peer);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    channels.close();
  }

  /** Nanoseconds for a channel of one value. */
  @Benchmark
  public Object createOfOne() {
    return channels.create(1);
  }

  /** Nanoseconds for a channel of a hundred thousand values: room must not be made in advance. */
  @Benchmark
  public Object createOfManyValues() {
    return channels.create(100_000);
  }

  /** Nanoseconds a value; producers often wait for room. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void contendedSmall() throws Exception {
    channels.contended(PRODUCERS, EACH, SMALL, 1);
  }

  /** Nanoseconds a value; there is always room. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void contendedHuge() throws Exception {
    channels.contended(PRODUCERS, EACH, HUGE, 1);
  }

  /** Nanoseconds a value; there is no limit. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void contendedUnbounded() throws Exception {
    channels.contended(PRODUCERS, EACH, ChannelPeer.UNBOUNDED, 1);
  }

  /** Nanoseconds a value, received as many at a time as are there. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void contendedSmallInBatches() throws Exception {
    channels.contended(PRODUCERS, EACH, SMALL, BATCH);
  }

  /** The same without a limit. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void contendedUnboundedInBatches() throws Exception {
    channels.contended(PRODUCERS, EACH, ChannelPeer.UNBOUNDED, BATCH);
  }

  /** Nanoseconds a value, sent and received by one task. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void uncontended() throws Exception {
    channels.uncontended(VALUES);
  }
}
