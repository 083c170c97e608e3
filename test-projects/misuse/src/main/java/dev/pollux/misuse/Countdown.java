package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;

/**
 * Law 2, in the form that every course begins with: it counts its polls, and nobody polls it twice.
 */
final class Countdown implements Future<String> {
  private int left;

  Countdown(int from) {
    left = from;
  }

  @Override
  public Poll<String> poll(Context cx) {
    if (left == 0) {
      return Poll.ready("liftoff");
    }
    left--;
    return Poll.pending(); // expect: PendingWithoutWaker
  }

  /** The mended twin: each step asks for the next. */
  static final class Mended implements Future<String> {
    private int left;

    Mended(int from) {
      left = from;
    }

    @Override
    public Poll<String> poll(Context cx) {
      if (left == 0) {
        return Poll.ready("liftoff");
      }
      left--;
      cx.waker().wake();
      return Poll.pending();
    }
  }
}
