package dev.pollux.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets under a work-stealing runtime. */
@Timeout(120)
class TcpStressTest {

  private static final int CYCLES = 10_000;

  private static TcpListener listen() throws Exception {
    return TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @Test
  void tenThousandConnections_leaveNoDescriptorOpen() throws Exception {
    int before = openDescriptors();
    Assumptions.assumeTrue(before >= 0, "the system does not count descriptors");
    try (TcpListener listener = listen();
        AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      JoinHandle<Void> serving = runtime.spawn(new EchoServer(listener));
      for (int i = 0; i < CYCLES; i++) {
        TcpStream client = runtime.blockOn(TcpStream.connect(listener.localAddress()));
        if (i % 10 == 0) {
          ByteBuffer buffer = ByteBuffer.allocate(4);
          runtime.blockOn(client.writeAll(ByteBuffer.wrap(new byte[] {1, 2, 3, 4})));
          runtime.blockOn(client.read(buffer));
        }
        client.close();
      }
      serving.abort();
    }
    assertTrue(
        openDescriptors() <= before + 10,
        "open before: " + before + ", after: " + openDescriptors());
  }

  @Test
  void randomPieces_comeBackWholeFromManyConnectionsAtOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("TcpStressTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    try (TcpListener listener = listen();
        AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      JoinHandle<Void> serving = runtime.spawn(new EchoServer(listener));
      List<JoinHandle<Long>> clients = new ArrayList<>();
      long expected = 0;
      for (int i = 0; i < 50; i++) {
        byte[] bytes = new byte[random.nextInt(1, 400_000)];
        random.nextBytes(bytes);
        expected += bytes.length;
        clients.add(
            runtime.spawn(
                TcpStream.connect(listener.localAddress())
                    .then(stream -> Futures.using(() -> stream, s -> roundTrip(s, bytes)))));
      }
      long received = 0;
      for (JoinHandle<Long> client : clients) {
        received += runtime.blockOn(client);
      }
      assertEquals(expected, received);
      serving.abort();
    }
  }

  private static Future<Long> roundTrip(TcpStream stream, byte[] bytes) {
    return Futures.join(
        stream
            .writeAll(ByteBuffer.wrap(bytes))
            .map(
                done -> {
                  stream.shutdownOutput();
                  return 0L;
                }),
        new ReadsAll(stream, bytes),
        (written, count) -> count);
  }

  /** Less than 0 where there is no such folder. */
  private static int openDescriptors() {
    String[] descriptors = new File("/proc/self/fd").list();
    return descriptors == null ? -1 : descriptors.length;
  }

  /** Reads to the end, and fails at the first byte that is not what was sent. */
  private static final class ReadsAll implements Future<Long> {
    private final TcpStream stream;
    private final byte[] expected;
    private final ByteBuffer buffer = ByteBuffer.allocate(10_000);
    private @Nullable Future<Integer> reading;
    private int count;

    ReadsAll(TcpStream stream, byte[] expected) {
      this.stream = stream;
      this.expected = expected;
    }

    @Override
    public Poll<Long> poll(Context cx) throws Exception {
      while (true) {
        if (reading == null) {
          reading = stream.read(buffer.clear());
        }
        Poll<Integer> poll = reading.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        reading = null;
        if (poll.get() < 0) {
          return Poll.ready((long) count);
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          assertEquals(expected[count++], buffer.get());
        }
      }
    }
  }

  private static final class EchoServer implements Future<Void> {
    private final TcpListener listener;
    private Future<TcpStream> accepting;

    EchoServer(TcpListener listener) {
      this.listener = listener;
      this.accepting = listener.accept();
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        Poll<TcpStream> poll = accepting.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        accepting = listener.accept();
        TcpStream stream = poll.get();
        Tasks.spawn(Futures.using(() -> stream, Echo::new)).detach();
      }
    }

    @Override
    public void cancel() {
      accepting.cancel();
    }
  }

  private static final class Echo implements Future<Void> {
    private final TcpStream stream;
    private final ByteBuffer buffer = ByteBuffer.allocate(3000);
    private @Nullable Future<Integer> reading;
    private @Nullable Future<Void> writing;

    Echo(TcpStream stream) {
      this.stream = stream;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (writing != null) {
          if (writing.poll(cx).isPending()) {
            return Poll.pending();
          }
          writing = null;
        }
        if (reading == null) {
          reading = stream.read(buffer.clear());
        }
        Poll<Integer> poll = reading.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        reading = null;
        if (poll.get() < 0) {
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
}
