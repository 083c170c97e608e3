package dev.pollux.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks have in common. Every peer has two workers: a figure of more is worth nothing
 * on the machines that most people have at hand, and one of fewer hides what waking another core
 * costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "-Xms1g",
      TwoWorkers.KOTLIN_PROPERTY + TwoWorkers.WORKERS,
      TwoWorkers.VIRTUAL_PROPERTY + TwoWorkers.WORKERS
    })
abstract class TwoWorkers {
  static final int WORKERS = 2;

  // Read once by their libraries, when the first of their threads starts.
  static final String KOTLIN_PROPERTY = "-Dkotlinx.coroutines.scheduler.core.pool.size=";
  static final String VIRTUAL_PROPERTY = "-Djdk.virtualThreadScheduler.parallelism=";
}
