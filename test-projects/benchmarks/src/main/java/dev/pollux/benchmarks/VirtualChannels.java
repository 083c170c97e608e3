package dev.pollux.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

/** A blocking queue between virtual threads. It has no end: who receives knows how many come. */
final class VirtualChannels implements ChannelPeer {
  private final ExecutorService threads = VirtualThreads.executor();

  private static BlockingQueue<Integer> channel(int capacity) {
    return capacity == UNBOUNDED
        ? new LinkedBlockingQueue<>()
        : new LinkedBlockingQueue<>(capacity);
  }

  @Override
  public Object create(int capacity) {
    return channel(capacity);
  }

  private static Void produce(BlockingQueue<Integer> queue, int values)
      throws InterruptedException {
    for (int i = 0; i < values; i++) {
      queue.put(i);
    }
    return null;
  }

  private static Void consume(BlockingQueue<Integer> queue, int values, int batch)
      throws InterruptedException {
    List<Integer> taken = new ArrayList<>(batch);
    for (int left = values; left > 0; left -= taken.size()) {
      taken.clear();
      taken.add(queue.take());
      if (batch > 1) {
        queue.drainTo(taken, batch - 1);
      }
    }
    return null;
  }

  @Override
  public void contended(int producers, int each, int capacity, int batch) throws Exception {
    BlockingQueue<Integer> queue = channel(capacity);
    for (int i = 0; i < producers; i++) {
      threads.submit(() -> produce(queue, each));
    }
    threads.submit(() -> consume(queue, producers * each, batch)).get();
  }

  @Override
  public void uncontended(int values) throws Exception {
    BlockingQueue<Integer> queue = channel(values);
    threads
        .submit(
            () -> {
              produce(queue, values);
              return consume(queue, values, 1);
            })
        .get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
