package io.vertx.core.planted;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.sync.Mpsc;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Collects buffers into frames, and reads one buffer a poll. */
final class PlantedFrames implements Future<Buffer> {
  private static final int FRAME = 4096;

  private final Mpsc.Receiver<Buffer> incoming;
  private final Queue<Buffer> parts = new ArrayDeque<>();
  private Future<Buffer> reading;
  private int length;

  PlantedFrames(Mpsc.Receiver<Buffer> incoming) {
    this.incoming = incoming;
  }

  @Override
  public Poll<Buffer> poll(Context cx) throws Exception {
    if (reading == null) {
      reading = incoming.receive();
    }
    if (!(reading.poll(cx) instanceof Poll.Ready<Buffer> part)) {
      return Poll.pending();
    }
    reading = null;
    parts.add(part.value());
    length += part.value().length();
    if (length >= FRAME) {
      return Poll.ready(parts.stream().reduce(Buffer.buffer(), Buffer::appendBuffer));
    }
    return Poll.pending(); // planted: PendingAfterReadyChild
  }

  @Override
  public void cancel() {
    if (reading != null) {
      reading.cancel();
    }
  }
}
