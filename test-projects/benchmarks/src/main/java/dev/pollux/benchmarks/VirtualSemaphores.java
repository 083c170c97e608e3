package dev.pollux.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/** The JDK's semaphore between virtual threads, in its fair mode, as the other peers' are. */
final class VirtualSemaphores implements SemaphorePeer {
  private final ExecutorService threads = VirtualThreads.executor();

  @Override
  public void acquireAndYield(int permits, int tasks, int times) throws InterruptedException {
    Semaphore semaphore = new Semaphore(permits, true);
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      threads.execute(
          () -> {
            for (int n = 0; n < times; n++) {
              semaphore.acquireUninterruptibly();
              Thread.yield();
              semaphore.release();
            }
            left.countDown();
          });
    }
    left.await();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
