package dev.pollux.runtime;

import java.util.concurrent.TimeUnit;

/**
 * How many tasks a busy worker runs from its own ring before it takes one from the injector: as
 * many as take about 200 microseconds, by the moving mean of what a turn took lately. Tokio tunes
 * itself in this way (its multi_thread/stats.rs). Owner only.
 */
final class InjectionInterval {

  static final int FIRST = 61;
  static final int LEAST = 2;
  static final int MOST = 127;

  private static final double TARGET_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final double TASK_ALPHA = 0.1; // what one turn weighs in the mean

  private double mean = TARGET_NANOS / FIRST;
  private int interval = FIRST;

  int get() {
    return interval;
  }

  /**
   * A stretch in which the worker never waited.
   *
   * @param turns how many there were, at least 1
   * @param nanos how long it took
   */
  void measured(int turns, long nanos) {
    double weight = 1 - Math.pow(1 - TASK_ALPHA, turns);
    mean += weight * ((double) Math.max(0, nanos) / turns - mean);
    int wanted = (int) Math.max(LEAST, Math.min(MOST, TARGET_NANOS / Math.max(1, mean)));
    // Small changes are noise.
    if (Math.abs(wanted - interval) > 2) {
      interval = wanted;
    }
  }
}
