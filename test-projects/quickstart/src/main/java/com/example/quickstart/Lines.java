package com.example.quickstart;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.net.TcpStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A connection that speaks in lines of UTF-8, each ended by a line feed. */
final class Lines implements AutoCloseable {
  static final int LONGEST = 8 * 1024;

  private final TcpStream stream;

  /** What has come and was not asked for yet: the bytes before its position. */
  private final ByteBuffer received = ByteBuffer.allocate(LONGEST);

  Lines(TcpStream stream) {
    this.stream = stream;
  }

  /** The next line without its line feed; empty when the other side has ended. */
  Future<Optional<String>> next() {
    return new NextLine();
  }

  /** Writes the line; done when the system has taken all of it. */
  Future<Void> send(String line) {
    return stream.writeAll(StandardCharsets.UTF_8.encode(line + "\n"));
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private Optional<String> takeLine() {
    for (int i = 0; i < received.position(); i++) {
      if (received.get(i) == '\n') {
        String line = new String(received.array(), 0, i, StandardCharsets.UTF_8);
        received.flip().position(i + 1);
        received.compact();
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private final class NextLine implements Future<Optional<String>> {
    private Future<Integer> reading;

    @Override
    public Poll<Optional<String>> poll(Context cx) throws Exception {
      for (; ; ) {
        Optional<String> line = takeLine();
        if (line.isPresent()) {
          return Poll.ready(line);
        }
        if (!received.hasRemaining()) {
          throw new ProtocolException("no line feed within " + LONGEST + " bytes");
        }
        if (reading == null) {
          reading = stream.read(received);
        }
        Poll<Integer> count = reading.poll(cx);
        if (count.isPending()) {
          return Poll.pending(); // the read has kept our waker: it will call it when bytes come
        }
        reading = null;
        if (count.get() < 0) {
          return Poll.ready(Optional.empty());
        }
      }
    }

    @Override
    public void cancel() {
      if (reading != null) {
        reading.cancel();
      }
    }
  }
}
