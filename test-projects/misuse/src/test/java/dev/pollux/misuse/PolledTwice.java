package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;

/**
 * Has its child polled a second time without news, as every executor may: a wake-up may come that
 * was meant for a sibling.
 *
 * @param <T> what the child gives
 */
final class PolledTwice<T> implements Future<T> {
  private final Future<T> child;
  private boolean again;

  PolledTwice(Future<T> child) {
    this.child = child;
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    if (!again) {
      again = true;
      cx.waker().wake();
    }
    return child.poll(cx);
  }

  @Override
  public void cancel() {
    child.cancel();
  }
}
