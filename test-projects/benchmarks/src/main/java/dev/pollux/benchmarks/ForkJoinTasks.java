package dev.pollux.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

/**
 * A fork-join pool in its asynchronous mode. It runs a piece of code to its end: to yield is to be
 * submitted again, and who waits leaves a callback with a completable future. A floor, not a rival.
 */
final class ForkJoinTasks implements TaskPeer {
  private final ForkJoinPool pool =
      new ForkJoinPool(
          TwoWorkers.WORKERS, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);

  @Override
  public void spawn(Runnable body) {
    pool.execute(body);
  }

  /** Nobody waits inside a pool, so this is the same as from outside. */
  @Override
  public void spawnManyLocal(int tasks) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      pool.execute(left::countDown);
    }
    left.await();
  }

  @Override
  public void spawnManyFromTask(int tasks) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    pool.execute(
        () -> {
          for (int i = 0; i < tasks; i++) {
            pool.execute(left::countDown);
          }
        });
    left.await();
  }

  @Override
  public void spawnManyRemote(int tasks) {
    CompletableFuture<?>[] handles = new CompletableFuture<?>[tasks];
    for (int i = 0; i < tasks; i++) {
      handles[i] = CompletableFuture.runAsync(() -> {}, pool);
    }
    for (CompletableFuture<?> handle : handles) {
      handle.join();
    }
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
  public void yieldMany(int tasks, int yields) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      pool.execute(() -> resubmit(yields, left));
    }
    left.await();
  }

  private void resubmit(int times, CountDownLatch left) {
    if (times == 0) {
      left.countDown();
    } else {
      pool.execute(() -> resubmit(times - 1, left));
    }
  }

  @Override
  public void chainedSpawn(int depth) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    pool.execute(() -> resubmit(depth, end));
    end.await();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
