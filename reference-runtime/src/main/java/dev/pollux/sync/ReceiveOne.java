package dev.pollux.sync;

import dev.pollux.Context;
import org.jspecify.annotations.Nullable;

/** The next message: {@link Mpsc.Receiver#receive}. */
final class ReceiveOne<T> extends Receive<T, @Nullable T> {

  ReceiveOne(MpscCore<T> core) {
    super(core);
  }

  @Override
  @Nullable T take(Context cx) {
    return core.receive(cx);
  }

  @Override
  @Nullable T atEnd() {
    return null;
  }

  @Override
  public String toString() {
    return "Mpsc.Receiver.receive";
  }
}
