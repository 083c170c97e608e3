package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;

/** A suppression that has nothing to suppress, beside one that has. */
final class NeedlessSuppression {
  private NeedlessSuppression() {}

  @SuppressWarnings("BusyWake") // expect: UnusedSuppression
  static Future<String> nothingWrong() {
    return Future.ready("fine");
  }

  /** A pending future for whom it is right: whoever holds it wants to wait for something else. */
  static final class Never implements Future<String> {
    @Override
    @SuppressWarnings("PendingWithoutWaker")
    public Poll<String> poll(Context cx) {
      return Poll.pending();
    }
  }
}
