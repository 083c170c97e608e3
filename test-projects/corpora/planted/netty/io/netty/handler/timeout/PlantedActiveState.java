package io.netty.handler.timeout;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.sync.Mpsc;

/** The next idle event that is not the first of its kind; asleep for ever after one that is. */
final class PlantedActiveState implements Future<IdleStateEvent> {
  private final Mpsc.Receiver<IdleStateEvent> events;
  private Future<IdleStateEvent> next;

  PlantedActiveState(Mpsc.Receiver<IdleStateEvent> events) {
    this.events = events;
  }

  @Override
  public Poll<IdleStateEvent> poll(Context cx) throws Exception {
    if (next == null) {
      next = events.receive();
    }
    Poll<IdleStateEvent> event = next.poll(cx);
    if (event.isPending()) {
      return event;
    }
    next = null;
    IdleStateEvent arrived = event.get();
    if (arrived.isFirst()) {
      return Poll.pending(); // planted: PendingAfterReadyChild
    }
    return Poll.ready(arrived);
  }

  @Override
  public void cancel() {
    if (next != null) {
      next.cancel();
    }
  }
}
