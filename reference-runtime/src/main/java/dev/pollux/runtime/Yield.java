package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;

/** Pending once, woken after the driver's turn. */
final class Yield implements Future<Void> {

  private boolean yielded;
  private boolean done;

  @Override
  public Poll<Void> poll(Context cx) {
    if (done) {
      throw new IllegalStateException(
          "yieldNow() was polled after it was ready: make a new one for each turn");
    }
    if (yielded) {
      done = true;
      return Poll.ready();
    }
    yielded = true;
    cx.service(Deferral.class).defer(cx.waker());
    return Poll.pending();
  }
}
