package dev.pollux.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;

/** The last of so many runs does something. */
final class Countdown implements Runnable {
  private final AtomicInteger left;
  private final Runnable last;

  Countdown(int runs, Runnable last) {
    this.left = new AtomicInteger(runs);
    this.last = last;
  }

  @Override
  public void run() {
    if (left.decrementAndGet() == 0) {
      last.run();
    }
  }
}
