package dev.pollux.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A virtual thread a task. */
final class VirtualTasks implements TaskPeer {
  private final ExecutorService threads = VirtualThreads.executor();

  @Override
  public void spawn(Runnable body) {
    threads.execute(body);
  }

  @Override
  public void spawnManyLocal(int tasks) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      threads.execute(left::countDown);
    }
    left.await();
  }

  @Override
  public void spawnManyFromTask(int tasks) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    threads.execute(
        () -> {
          for (int i = 0; i < tasks; i++) {
            threads.execute(left::countDown);
          }
        });
    left.await();
  }

  @Override
  public void spawnManyRemote(int tasks) throws Exception {
    Future<?>[] handles = new Future<?>[tasks];
    for (int i = 0; i < tasks; i++) {
      handles[i] = threads.submit(() -> {});
    }
    for (Future<?> handle : handles) {
      handle.get();
    }
  }

  @Override
  public void pingPong(int pairs) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(pairs);
    for (int i = 0; i < pairs; i++) {
      threads.execute(() -> exchange(left));
    }
    left.await();
  }

  private void exchange(CountDownLatch left) {
    CompletableFuture<Integer> ping = new CompletableFuture<>();
    CompletableFuture<Integer> pong = new CompletableFuture<>();
    threads.execute(() -> pong.complete(ping.join()));
    ping.complete(1);
    pong.join();
    left.countDown();
  }

  @Override
  public void yieldMany(int tasks, int yields) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      threads.execute(
          () -> {
            for (int y = 0; y < yields; y++) {
              Thread.yield();
            }
            left.countDown();
          });
    }
    left.await();
  }

  @Override
  public void chainedSpawn(int depth) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    threads.execute(() -> link(depth, end));
    end.await();
  }

  private void link(int left, CountDownLatch end) {
    if (left == 0) {
      end.countDown();
    } else {
      threads.execute(() -> link(left - 1, end));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
