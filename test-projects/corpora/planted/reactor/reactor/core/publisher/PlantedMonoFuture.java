package reactor.core.publisher;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;

/** A Mono as a future: subscribes at the first poll, and forgets that somebody is to be woken for it. */
final class PlantedMonoFuture<T> implements Future<T> {
  private final Mono<T> mono;
  private volatile Waker waker;
  private volatile T value;
  private boolean subscribed;

  PlantedMonoFuture(Mono<T> mono) {
    this.mono = mono;
  }

  @Override
  public Poll<T> poll(Context cx) {
    if (!subscribed) {
      subscribed = true;
      mono.subscribe(this::arrived);
      return Poll.pending(); // planted: PendingWithoutWaker
    }
    waker = cx.waker();
    return value == null ? Poll.pending() : Poll.ready(value);
  }

  private void arrived(T arrived) {
    value = arrived;
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }
}
