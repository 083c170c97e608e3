package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.runtime.AsyncRuntime;

/**
 * A block-on that asks at full speed, with a waker that does nothing: it burns a core while it
 * waits, and behind its context there is no timer and no selector, so whatever needs one fails.
 */
final class SpinningBlockOn {
  private SpinningBlockOn() {}

  static <T> T blockOn(Future<T> future) throws Exception {
    Context cx = Context.of(Waker.noop());
    Poll<T> answer = future.poll(cx);
    while (answer.isPending()) {
      Thread.onSpinWait();
      answer = future.poll(cx);
    }
    return answer.get();
  }

  /**
   * The mended twin: the thread sleeps until a waker wakes it, and does the timer's and the
   * selector's work meanwhile.
   */
  static <T> T mended(Future<T> future) {
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().build()) {
      return runtime.blockOn(future);
    }
  }
}
