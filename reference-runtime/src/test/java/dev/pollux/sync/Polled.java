package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/** A future in the hands of one actor: what its last poll gave, and whether it was woken. */
final class Polled<T extends @Nullable Object> implements Waker {
  static final int PENDING = 0;
  static final int READY = 1;
  static final int FAILED = -1;

  private final Future<T> future;
  private volatile int woken;
  private int state = PENDING;
  private @Nullable T value;

  Polled(Future<T> future) {
    this.future = future;
  }

  /** Polls unless it has ended. */
  int poll() {
    if (state == PENDING) {
      try {
        Poll<T> poll = future.poll(Context.of(this));
        if (poll.isReady()) {
          state = READY;
          value = poll.get();
        }
      } catch (Exception failed) {
        state = FAILED;
      }
    }
    return state;
  }

  void cancel() {
    future.cancel();
  }

  @Nullable T value() {
    return value;
  }

  /** 1 or 0. */
  int woken() {
    return woken;
  }

  @Override
  public void wake() {
    woken = 1;
  }
}
