package reactor.core.publisher;

import dev.pollux.sync.Mpsc;
import reactor.core.Disposable;

/** Hands what a Flux emits to a channel, as somebody might who thinks that send sends. */
final class PlantedBridge {
  private PlantedBridge() {}

  static <T> Runnable pipe(Flux<T> from, Mpsc.Sender<T> to) {
    Disposable subscribed =
        from.subscribe(value -> to.send(value)); // planted: FutureNeverPolled
    return subscribed::dispose;
  }
}
