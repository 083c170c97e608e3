package dev.pollux.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

/** A fork-join pool in its asynchronous mode, with completable futures where somebody waits. */
final class ForkJoinPeer implements Peer {
  private final ForkJoinPool pool =
      new ForkJoinPool(
          Runtime.getRuntime().availableProcessors(),
          ForkJoinPool.defaultForkJoinWorkerThreadFactory,
          null,
          true);

  @Override
  public void spawnMany(int tasks) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      pool.execute(left::countDown);
    }
    left.await();
  }

  @Override
  public void pingPong(int pairs) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(pairs);
    for (int i = 0; i < pairs; i++) {
      pool.execute(() -> exchange(left));
    }
    left.await();
  }

  private void exchange(CountDownLatch left) {
    CompletableFuture<Integer> ping = new CompletableFuture<>();
    CompletableFuture<Integer> pong = new CompletableFuture<>();
    pool.execute(() -> ping.thenAcceptAsync(pong::complete, pool));
    pong.thenRunAsync(left::countDown, pool);
    ping.complete(1);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
