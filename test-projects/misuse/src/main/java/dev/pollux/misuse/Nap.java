package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.time.Time;
import java.time.Duration;

/** Law 1, in the shortest way there is. */
final class Nap implements Future<Void> {
  @Override
  public Poll<Void> poll(Context cx) throws InterruptedException {
    Thread.sleep(1); // expect: BlockingInPoll
    return Poll.ready();
  }

  /** The mended twin. */
  static Future<Void> mended() {
    return Time.sleep(Duration.ofMillis(1));
  }
}
