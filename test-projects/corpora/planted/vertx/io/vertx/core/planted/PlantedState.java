package io.vertx.core.planted;

import dev.pollux.AtomicWaker;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import io.vertx.core.buffer.Buffer;

/** A buffer in one of three states; who comes while it is being filled is not woken. */
final class PlantedState implements Future<Buffer> {
  enum Phase {
    EMPTY,
    FILLING,
    FULL
  }

  private final AtomicWaker waiting = new AtomicWaker();
  private volatile Phase phase = Phase.EMPTY;
  private volatile Buffer buffer;

  void fill(Buffer filled) {
    buffer = filled;
    phase = Phase.FULL;
    waiting.wake();
  }

  @Override
  public Poll<Buffer> poll(Context cx) {
    return switch (phase) {
      case EMPTY -> {
        waiting.register(cx.waker());
        yield phase == Phase.FULL ? Poll.ready(buffer) : Poll.pending();
      }
      case FILLING -> Poll.pending(); // planted: PendingWithoutWaker
      case FULL -> Poll.ready(buffer);
    };
  }
}
