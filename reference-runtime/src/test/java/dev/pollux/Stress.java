package dev.pollux;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What stress tests share: a printed seed, threads that start together, a task on a thread. */
public final class Stress {
  private Stress() {}

  /** A random seed, printed; run again with -Dpollux.seed=N. */
  public static long seed(String test) {
    long seed = Long.getLong("pollux.seed", System.nanoTime());
    System.out.println(test + ": seed " + seed);
    return seed;
  }

  /** A thread's part of a test. */
  @FunctionalInterface
  public interface Part {
    void run(int thread, SplittableRandom random) throws Exception;
  }

  /** Runs the part on some threads at once; fails with what any of them throws, or after 60 s. */
  public static void together(int threads, long seed, Part part) throws InterruptedException {
    SplittableRandom root = new SplittableRandom(seed);
    CountDownLatch start = new CountDownLatch(1);
    @Nullable Throwable[] thrown = new Throwable[threads];
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      int thread = i;
      SplittableRandom random = root.split();
      all[i] =
          new Thread(
              () -> {
                try {
                  start.await();
                  part.run(thread, random);
                } catch (Throwable failure) {
                  thrown[thread] = failure;
                }
              },
              "stress-" + i);
      all[i].setDaemon(true);
      all[i].start();
    }
    start.countDown();
    for (int i = 0; i < threads; i++) {
      all[i].join(TimeUnit.SECONDS.toMillis(60));
      if (all[i].isAlive()) {
        AssertionError stuck =
            new AssertionError("seed " + seed + ": thread " + i + " is stuck, a wake-up was lost");
        stuck.setStackTrace(all[i].getStackTrace());
        throw stuck;
      }
    }
    for (Throwable failure : thrown) {
      if (failure != null) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  /** Polls a future on this thread until it ends, sleeping between wake-ups. */
  public static <V extends @Nullable Object> V await(Future<V> future) throws Exception {
    Parker parker = new Parker();
    Context cx = Context.of(parker);
    for (Poll<V> poll = future.poll(cx); ; poll = future.poll(cx)) {
      if (poll.isReady()) {
        return poll.get();
      }
      parker.await();
    }
  }

  private static final class Parker implements Waker {
    private final Thread thread = Thread.currentThread();
    private volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
      LockSupport.unpark(thread);
    }

    void await() {
      while (!woken) {
        LockSupport.park(this);
      }
      woken = false;
    }
  }
}
