package io.vertx.core.planted;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicReference;

/** A reply that keeps whoever asked first, and a question whose last step nobody takes. */
final class PlantedReply implements Future<JsonObject> {
  private final AtomicReference<Waker> waiting = new AtomicReference<>();
  private volatile JsonObject reply;

  @Override
  public Poll<JsonObject> poll(Context cx) {
    waiting.compareAndSet(null, cx.waker()); // planted: StaleWaker
    JsonObject now = reply;
    if (now == null) {
      return Poll.pending();
    }
    return Poll.ready(now);
  }

  static void logLater(Future<JsonObject> reply, StringBuilder log) {
    reply.map(json -> log.append(json.encode())); // planted: FutureNeverPolled
  }
}
