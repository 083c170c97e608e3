package dev.pollux.testing;

import dev.pollux.Future;
import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * The waker of one poll. While its task waits and it is the newest, it alone holds the task's
 * future: if it is garbage, nobody was left who could have called it.
 */
final class ProbeWaker<T> implements Waker {
  private final CheckedTask<T> task;
  private final int poll;

  // guarded by the task's lock
  private @Nullable Future<T> future;

  ProbeWaker(CheckedTask<T> task, Future<T> future, int poll) {
    this.task = task;
    this.future = future;
    this.poll = poll;
  }

  @Override
  public void wake() {
    task.woken(this);
  }

  int poll() {
    return poll;
  }

  @Nullable Future<T> future() {
    return future;
  }

  /** A newer poll has begun: this waker holds nothing any more. */
  void demote() {
    future = null;
  }
}
