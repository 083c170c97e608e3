package dev.pollux.runtime;

import java.util.concurrent.TimeUnit;

/**
 * How long a worker that found nothing keeps looking before it parks. To park and be woken takes
 * two processors tens of microseconds, so when work comes in a steady stream it is cheaper to look
 * a little longer; when it does not, that is waste. The last parks tell which it is: one that was
 * over as soon as it takes to wake a thread or two would have been better spun away. Owner only.
 */
final class SpinBudget {

  static final long SHORT_PARK = TimeUnit.MICROSECONDS.toNanos(100);

  /** With a yield in each, about as long as a short park. */
  static final int MOST = 100;

  private int looks;

  /** How often to look before the next park. */
  int looks() {
    return looks;
  }

  /** A park is over. */
  void parked(long nanos) {
    looks = nanos < SHORT_PARK ? Math.min(MOST, looks * 2 + 1) : looks / 2;
  }
}
