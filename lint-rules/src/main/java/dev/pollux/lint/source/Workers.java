package dev.pollux.lint.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Threads with room for deep recursion: sources are as deep as their authors like. A pool of our
 * own, since the common pool belongs to the program that hosts the linter.
 */
final class Workers implements AutoCloseable {
  /** Reserved, not used: a page is taken when the recursion reaches it. */
  private static final long STACK_BYTES = 128L << 20;

  private final ExecutorService pool;

  Workers(int threads) {
    AtomicInteger number = new AtomicInteger();
    pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads),
            work -> {
              Thread thread =
                  new Thread(null, work, "pollux-lint-" + number.incrementAndGet(), STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Applies the work to every item; results are in the order of the items. */
  <A, B> List<B> map(List<A> items, Function<? super A, ? extends B> work) {
    List<Future<? extends B>> futures = new ArrayList<>(items.size());
    for (A item : items) {
      futures.add(pool.submit(() -> work.apply(item)));
    }
    List<B> results = new ArrayList<>(items.size());
    try {
      for (Future<? extends B> future : futures) {
        results.add(future.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading sources", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
    return results;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
