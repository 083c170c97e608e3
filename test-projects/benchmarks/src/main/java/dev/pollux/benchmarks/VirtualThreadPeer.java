package dev.pollux.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A virtual thread a task. This is compiled for 17, so the factory is found by reflection. */
final class VirtualThreadPeer implements Peer {
  private final ExecutorService threads;

  VirtualThreadPeer() {
    try {
      threads =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "virtual threads need JDK 21 or later, this is "
              + Runtime.version()
              + ": leave the peer out with -p peer=pollux,forkjoin",
          e);
    }
  }

  static boolean isAvailable() {
    return Runtime.version().feature() >= 21;
  }

  @Override
  public void spawnMany(int tasks) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      threads.execute(left::countDown);
    }
    left.await();
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
  public void close() {
    threads.shutdownNow();
  }
}
