package dev.pollux.benchmarks;

import java.util.concurrent.CountDownLatch;

/** Tasks that keep the workers busy while something else is measured. */
final class Load implements AutoCloseable {
  private final CountDownLatch running;
  private volatile boolean stopped;

  Load(int tasks) {
    running = new CountDownLatch(tasks);
  }

  /** Each of them asks between two stalls. */
  boolean isStopped() {
    return stopped;
  }

  /** Each of them says so at its end. */
  void ended() {
    running.countDown();
  }

  /** Stops them and waits for the last. */
  @Override
  public void close() {
    stopped = true;
    try {
      running.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
