package dev.pollux.sync;

import dev.pollux.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All messages that are there, once there is one: {@link Mpsc.Receiver#receiveMany}. */
final class ReceiveMany<T> extends Receive<T, List<T>> {
  private final int limit;

  ReceiveMany(MpscCore<T> core, int limit) {
    super(core);
    this.limit = limit;
  }

  @Override
  @Nullable List<T> take(Context cx) {
    T message = core.take();
    if (message == null) {
      return null;
    }
    cx.spend(); // once: a batch is one turn's worth, that is the point of it
    List<T> all = new ArrayList<>();
    while (message != null) {
      all.add(message);
      message = all.size() < limit ? core.take() : null;
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
