package dev.pollux.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Virtual threads that sleep; a timeout is a completable future's, which has a timer of its own.
 */
final class VirtualTimers implements TimerPeer {
  private static final int SECOND = 1_000;

  private final ExecutorService threads = VirtualThreads.executor();

  @Override
  public void timeouts(int tasks, int each) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      threads.execute(
          () -> {
            for (int n = 0; n < each; n++) {
              CompletableFuture<Integer> limited = new CompletableFuture<>();
              limited.orTimeout(SECOND, TimeUnit.MILLISECONDS).complete(n);
              limited.join();
            }
            left.countDown();
          });
    }
    left.await();
  }

  @Override
  public void cancel(int sleeps) throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(sleeps);
    CountDownLatch ended = new CountDownLatch(sleeps);
    Thread[] all = new Thread[sleeps];
    for (int i = 0; i < sleeps; i++) {
      int index = i;
      threads.execute(
          () -> {
            all[index] = Thread.currentThread();
            asleep.countDown();
            try {
              Thread.sleep(SECOND);
            } catch (InterruptedException cancelled) {
              // this is what is measured
            }
            ended.countDown();
          });
    }
    asleep.await();
    for (Thread sleeping : all) {
      sleeping.interrupt();
    }
    ended.await();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
