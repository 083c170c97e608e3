package reactor.core.publisher;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import reactor.core.publisher.Sinks.EmitResult;

/** Waits for a sink's result, and keeps the first waker for ever. */
final class PlantedSignal implements Future<EmitResult> {
  private EmitResult result;
  private Waker waiting;

  synchronized void set(EmitResult emitted) {
    result = emitted;
  }

  @Override
  public Poll<EmitResult> poll(Context cx) {
    EmitResult now;
    synchronized (this) {
      now = result;
      if (waiting == null) {
        waiting = cx.waker(); // planted: StaleWaker
      }
    }
    return now == null ? Poll.pending() : Poll.ready(now);
  }
}
