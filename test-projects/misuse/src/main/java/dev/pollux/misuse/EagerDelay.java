package dev.pollux.misuse;

import dev.pollux.AtomicWaker;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import java.time.Duration;

/**
 * Law 5, in the form of many a first delay: the thread starts when the future is built, so the time
 * runs before anybody asked, and runs on when nobody ever does.
 */
final class EagerDelay implements Future<Void> {
  private final AtomicWaker waiting = new AtomicWaker();
  private volatile boolean over;

  EagerDelay(Duration delay) {
    new Thread(() -> elapse(delay), "eager-delay").start();
  }

  @Override
  public Poll<Void> poll(Context cx) {
    waiting.register(cx.waker());
    return over ? Poll.ready() : Poll.pending();
  }

  private void elapse(Duration delay) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    over = true;
    waiting.wake();
  }

  /** The mended twin: the first poll starts the thread. */
  static final class Mended implements Future<Void> {
    private final AtomicWaker waiting = new AtomicWaker();
    private final Duration delay;
    private boolean started;
    private volatile boolean over;

    Mended(Duration delay) {
      this.delay = delay;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      waiting.register(cx.waker());
      if (!started) {
        started = true;
        new Thread(this::elapse, "lazy-delay").start();
      }
      return over ? Poll.ready() : Poll.pending();
    }

    private void elapse() {
      try {
        Thread.sleep(delay.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      over = true;
      waiting.wake();
    }
  }
}
