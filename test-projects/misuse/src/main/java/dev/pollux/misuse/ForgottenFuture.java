package dev.pollux.misuse;

import dev.pollux.Future;
import dev.pollux.sync.Mpsc;

/** Law 5: these messages are never sent, for nobody polls what {@code send} returns. */
final class ForgottenFuture {
  private final Mpsc.Sender<String> log;

  ForgottenFuture(Mpsc.Sender<String> log) {
    this.log = log;
  }

  Future<Integer> dropped(int value) {
    log.send("value " + value); // expect: FutureNeverPolled
    return Future.ready(value);
  }

  Future<Integer> kept(int value) {
    Future<Void> sent = log.send("value " + value); // expect: FutureNeverPolled
    return Future.ready(value);
  }

  Future<Integer> forgottenOnOnePath(int value) {
    Future<Void> sent = log.send("value " + value); // expect: FutureNeverPolled
    if (value == 0) {
      return Future.ready(value);
    }
    return sent.map(done -> value);
  }

  /** The mended twin. */
  Future<Integer> sentFirst(int value) {
    return log.send("value " + value).map(sent -> value);
  }
}
