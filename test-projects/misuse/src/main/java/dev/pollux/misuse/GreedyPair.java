package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;

/** Law 3: whichever child is ready first is polled again while the other is pending. */
final class GreedyPair implements Future<String> {
  private final Future<String> left;
  private final Future<String> right;

  GreedyPair(Future<String> left, Future<String> right) {
    this.left = left;
    this.right = right;
  }

  @Override
  public Poll<String> poll(Context cx) throws Exception {
    Poll<String> first = left.poll(cx);
    Poll<String> second = right.poll(cx);
    if (first.isPending() || second.isPending()) {
      return Poll.pending();
    }
    return Poll.ready(first.get() + second.get());
  }

  @Override
  public void cancel() {
    right.cancel();
    left.cancel();
  }

  /** The mended twin: the combinator keeps what is ready. */
  static Future<String> mended(Future<String> left, Future<String> right) {
    return Futures.join(left, right, String::concat);
  }
}
