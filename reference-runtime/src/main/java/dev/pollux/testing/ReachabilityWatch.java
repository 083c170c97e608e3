package dev.pollux.testing;

import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Proves lost wake-ups: while tasks wait, it has the JVM collect now and then, and looks whose
 * newest waker did not survive. One thread, for as long as a session is open.
 *
 * <p>What the collector clears, nobody can reach, so a proof is never wrong; it may come late, if
 * an old reference lies about on a stack. Hence the later looks, ever rarer while nothing changes.
 */
final class ReachabilityWatch implements Runnable {
  private static final long FIRST_NANOS = 20_000_000L;
  private static final long LONGEST_NANOS = 1_000_000_000L;
  private static final int ATTEMPTS = 5;

  private final CheckSession session;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean news;
  private volatile boolean blind;

  ReachabilityWatch(CheckSession session) {
    this.session = session;
    this.thread = new Thread(this, "pollux-reachability");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** A task has begun to wait: the next look comes soon. */
  void look() {
    news = true;
  }

  /** Whether collections do not happen when they are asked for, so that nothing can be proved. */
  boolean isBlind() {
    return blind;
  }

  @Override
  public void run() {
    long pause = FIRST_NANOS;
    while (!closed) {
      LockSupport.parkNanos(pause);
      if (closed) {
        return;
      }
      pause = news ? FIRST_NANOS : Math.min(pause * 2, LONGEST_NANOS);
      news = false;
      if (session.anyWaiting()) {
        long began = System.nanoTime();
        collectAndExamine();
        // Never more than a fifth of the time, whatever the heap is like.
        pause = Math.max(pause, 4 * (System.nanoTime() - began));
      }
    }
  }

  /** One whole collection, then each waiting task is examined. Any thread. */
  void collectAndExamine() {
    blind = !collect();
    session.examineAll();
  }

  /** Collects until an object that nobody holds is gone; false if that never happens. */
  private static boolean collect() {
    WeakReference<Object> sentinel = unheld();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      System.gc();
      if (sentinel.refersTo(null)) {
        return true;
      }
    }
    return false;
  }

  private static WeakReference<Object> unheld() {
    return new WeakReference<>(new Object());
  }
}
