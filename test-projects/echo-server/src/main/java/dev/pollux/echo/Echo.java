package dev.pollux.echo;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.net.TcpStream;
import java.nio.ByteBuffer;

/**
 * Sends back what one connection sends, until the client has sent its last byte.
 *
 * <p>At most one of the two children is there at a time: a full buffer is written out before it is
 * read into again, so a client that does not read is not read from either.
 */
final class Echo implements Future<Void> {
  private static final int BUFFER = 16 * 1024;

  private final TcpStream stream;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private Future<Integer> reading;
  private Future<Void> writing;

  Echo(TcpStream stream) {
    this.stream = stream;
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    for (; ; ) {
      if (writing != null) {
        if (writing.poll(cx).isPending()) {
          return Poll.pending();
        }
        writing = null;
      }
      if (reading == null) {
        reading = stream.read(buffer.clear());
      }
      Poll<Integer> count = reading.poll(cx);
      if (count.isPending()) {
        return Poll.pending();
      }
      reading = null;
      if (count.get() < 0) {
        stream.shutdownOutput();
        return Poll.ready();
      }
      writing = stream.writeAll(buffer.flip());
    }
  }

  @Override
  public void cancel() {
    if (reading != null) {
      reading.cancel();
    }
    if (writing != null) {
      writing.cancel();
    }
  }
}
