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

  /** Ready from the start or never: whoever polls it waits for something else beside it. */
  static final class Default implements Future<String> {
    private final String value;

    Default(String value) {
      this.value = value;
    }

    @Override
    @SuppressWarnings("PendingWithoutWaker")
    public Poll<String> poll(Context cx) {
      return value == null ? Poll.pending() : Poll.ready(value);
    }
  }
}
