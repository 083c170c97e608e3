package dev.pollux.sync;

import dev.pollux.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All messages that are there, once there is one: {@link Mpsc.Receiver#receiveMany}. A batch counts
 * as one step of the poll's budget, that is the point of it.
 */
final class ReceiveMany<T> extends Receive<T, List<T>> {
  private final int limit;

  ReceiveMany(MpscCore<T> core, int limit) {
    super(core);
    this.limit = limit;
  }

  @Override
  @Nullable List<T> take(Context cx) {
    T message = core.receive(cx);
    if (message == null) {
      return null;
    }
    List<T> all = new ArrayList<>();
    while (message != null) {
      all.add(message);
      message = all.size() < limit ? core.receive(cx) : null;
    }
    return all;
  }

  @Override
  List<T> atEnd() {
    return List.of();
  }

  @Override
  public String toString() {
    return "Mpsc.Receiver.receiveMany";
  }
}
