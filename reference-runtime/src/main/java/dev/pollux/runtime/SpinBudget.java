package dev.pollux.runtime;

import java.util.concurrent.TimeUnit;

/**
 * How long a worker that found nothing keeps looking before it parks. To park and be woken takes
 * two processors tens of microseconds, so when work comes in a steady stream it is cheaper to look
 * a little longer; when it does not, that is waste. The last parks tell which it is: one that was
 * over sooner than it takes to wake a thread would have been better spun away.
 */
final class SpinBudget {

  private static final long SHORT_PARK =
      TimeUnit.MICROSECONDS.toNanos(Long.getLong("pollux.shortPark", 50));
  private static final int MOST = Integer.getInteger("pollux.spins", 64);
  private static final int HINTS = 16; // between two looks at the queues, which others write
  private static final boolean YIELD = Boolean.getBoolean("pollux.spinYield");

  private int spins;

  /** True: there is work somewhere. */
  boolean spin(WorkStealingCore core) {
    for (int i = 0; i < spins; i++) {
      if (YIELD) {
        Thread.yield();
      } else
        for (int j = 0; j < HINTS; j++) {
          Thread.onSpinWait();
        }
      if (core.hasWork()) {
        return true;
      }
    }
    return false;
  }

  /** A park is over. */
  void parked(long nanos) {
    spins = nanos < SHORT_PARK ? Math.min(MOST, spins * 2 + 1) : spins / 2;
  }
}
