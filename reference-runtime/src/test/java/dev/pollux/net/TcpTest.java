package dev.pollux.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinException;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import dev.pollux.runtime.reactor.ClosedRuntimeException;
import dev.pollux.runtime.reactor.Reactor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TcpTest {

  private final AsyncRuntime runtime = AsyncRuntime.builder().currentThread().build();
  private TcpListener listener;
  private TcpStream client;
  private TcpStream server;

  @BeforeEach
  void connect() throws IOException {
    listener = TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Future<TcpStream> connecting = TcpStream.connect(listener.localAddress());
    runtime.blockOn(
        Futures.join(
            connecting,
            listener.accept(),
            (connected, accepted) -> {
              client = connected;
              server = accepted;
              return null;
            }));
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    listener.close();
    runtime.close();
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  private static String text(ByteBuffer written) {
    return StandardCharsets.UTF_8.decode(written.flip()).toString();
  }

  @Test
  void writtenBytes_areRead() {
    runtime.blockOn(client.writeAll(utf8("castor")));
    ByteBuffer buffer = ByteBuffer.allocate(100);

    int count = runtime.blockOn(server.read(buffer));

    assertEquals(6, count);
    assertEquals("castor", text(buffer));
  }

  @Test
  void readBeforeTheWrite_waitsForIt() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(100);
    JoinHandle<Integer> reading = runtime.spawn(server.read(buffer));

    runtime.blockOn(Tasks.yieldNow());
    boolean early = reading.isFinished();
    runtime.blockOn(client.writeAll(utf8("castor")));
    runtime.blockOn(reading);

    assertFalse(early);
    assertEquals("castor", text(buffer));
  }

  /** Behaviour 35. */
  @Test
  void shutdownOutput_endsTheReaderAndLeavesTheOtherWay() throws IOException {
    client.shutdownOutput();
    client.shutdownOutput();
    ByteBuffer buffer = ByteBuffer.allocate(100);

    int end = runtime.blockOn(server.read(buffer));
    runtime.blockOn(server.writeAll(utf8("still here")));
    runtime.blockOn(client.read(buffer));

    assertEquals(-1, end);
    assertEquals("still here", text(buffer));
  }

  @Test
  void emptyBuffers_moveNothingAndWaitForNothing() {
    ByteBuffer empty = ByteBuffer.allocate(0);
    runtime.spawn(server.read(ByteBuffer.allocate(1))).detach();
    runtime.blockOn(Tasks.yieldNow());

    assertEquals(0, runtime.blockOn(server.read(empty)));
    assertEquals(0, runtime.blockOn(server.write(empty)));
    assertEquals(null, runtime.blockOn(server.writeAll(empty)));
  }

  @Test
  void largeHeapBuffer_arrivesWhole() {
    byte[] sent = new byte[5_000_000];
    new java.util.Random(7).nextBytes(sent);
    ByteBuffer received = ByteBuffer.allocate(sent.length);

    JoinHandle<Void> writing = runtime.spawn(client.writeAll(ByteBuffer.wrap(sent)));
    runtime.blockOn(new ReadFully(server, received));
    runtime.blockOn(writing);

    assertTrue(java.util.Arrays.equals(sent, received.array()));
  }

  @Test
  void writerThatIsStuck_doesNotKeepTheReaderWaiting() {
    JoinHandle<Void> stuck = runtime.spawn(client.writeAll(ByteBuffer.allocate(50_000_000)));
    ByteBuffer buffer = ByteBuffer.allocate(10);
    JoinHandle<Integer> reading = runtime.spawn(client.read(buffer));
    runtime.blockOn(server.writeAll(utf8("pollux")));

    runtime.blockOn(reading);

    assertEquals("pollux", text(buffer));
    assertFalse(stuck.isFinished());
    stuck.abort();
  }

  @Test
  void closeOfTheStream_endsAPendingRead() {
    JoinHandle<Integer> reading = runtime.spawn(client.read(ByteBuffer.allocate(1)));
    runtime.blockOn(Tasks.yieldNow());

    client.close();
    client.close();
    JoinException failure = assertThrows(JoinException.class, () -> runtime.blockOn(reading));

    assertEquals(AsynchronousCloseException.class, failure.getCause().getClass().getSuperclass());
    assertTrue(failure.getCause().getMessage().startsWith("read: the TcpStream to"));
  }

  /** Behaviour 34. */
  @Test
  void readerAndWriter_areBothEndedByAClose() {
    JoinHandle<Integer> reading = runtime.spawn(client.read(ByteBuffer.allocate(1)));
    JoinHandle<Void> writing = runtime.spawn(client.writeAll(ByteBuffer.allocate(50_000_000)));
    runtime.blockOn(Tasks.yieldNow());
    boolean early = reading.isFinished() || writing.isFinished();

    client.close();
    JoinException reader = assertThrows(JoinException.class, () -> runtime.blockOn(reading));
    JoinException writer = assertThrows(JoinException.class, () -> runtime.blockOn(writing));

    assertFalse(early);
    assertTrue(reader.getCause() instanceof AsynchronousCloseException);
    assertTrue(writer.getCause() instanceof AsynchronousCloseException);
  }

  /**
   * Behaviour 34: what waits in a runtime that closes is told so, in whatever runtime it is polled.
   */
  @Test
  void readerAndWriter_areBothWokenByTheShutdownOfTheRuntime() {
    AsyncRuntime doomed = AsyncRuntime.builder().workers(2).build();
    Noting reading = new Noting(client.read(ByteBuffer.allocate(1)));
    Noting writing = new Noting(client.writeAll(ByteBuffer.allocate(50_000_000)));
    doomed.blockOn(reading.untilPending());
    doomed.blockOn(writing.untilPending());

    doomed.close();

    assertTrue(reading.isWoken());
    assertTrue(writing.isWoken());
    assertEquals(ClosedRuntimeException.class, reading.failure().getClass());
    assertEquals(ClosedRuntimeException.class, writing.failure().getClass());
  }

  /** Behaviour 34. */
  @Test
  void manyAccepts_areAllServed() {
    JoinHandle<TcpStream> first = runtime.spawn(listener.accept());
    JoinHandle<TcpStream> second = runtime.spawn(listener.accept());
    JoinHandle<TcpStream> third = runtime.spawn(listener.accept());
    runtime.blockOn(Tasks.yieldNow());

    TcpStream one = runtime.blockOn(TcpStream.connect(listener.localAddress()));
    TcpStream two = runtime.blockOn(TcpStream.connect(listener.localAddress()));
    TcpStream three = runtime.blockOn(TcpStream.connect(listener.localAddress()));
    runtime.blockOn(first).close();
    runtime.blockOn(second).close();
    runtime.blockOn(third).close();

    one.close();
    two.close();
    three.close();
  }

  /** Behaviour 35. */
  @Test
  void resetByThePeer_isAnErrorBothWays() throws IOException {
    JoinHandle<Integer> reading = runtime.spawn(client.read(ByteBuffer.allocate(1)));
    JoinHandle<Void> writing = runtime.spawn(client.writeAll(ByteBuffer.allocate(50_000_000)));
    runtime.blockOn(Tasks.yieldNow());

    server.setOption(StandardSocketOptions.SO_LINGER, 0);
    server.close();
    JoinException reader = assertThrows(JoinException.class, () -> runtime.blockOn(reading));
    JoinException writer = assertThrows(JoinException.class, () -> runtime.blockOn(writing));

    assertTrue(reader.getCause() instanceof IOException);
    assertTrue(writer.getCause() instanceof IOException);
  }

  @Test
  void closeOfTheListener_endsAPendingAccept() {
    JoinHandle<TcpStream> accepting = runtime.spawn(listener.accept());
    runtime.blockOn(Tasks.yieldNow());

    listener.close();
    JoinException failure = assertThrows(JoinException.class, () -> runtime.blockOn(accepting));

    assertEquals(AsynchronousCloseException.class, failure.getCause().getClass().getSuperclass());
  }

  @Test
  void closedListener_givesItsPortBack() throws IOException {
    JoinHandle<TcpStream> accepting = runtime.spawn(listener.accept());
    runtime.blockOn(Tasks.yieldNow());
    client.close();
    server.close();
    listener.close();
    assertThrows(JoinException.class, () -> runtime.blockOn(accepting));
    runtime.blockOn(Tasks.yieldNow());

    TcpListener.bind(listener.localAddress()).close();
  }

  @Test
  void resetByThePeer_isAnErrorOfTheRead() throws IOException {
    server.setOption(StandardSocketOptions.SO_LINGER, 0);
    server.close();

    CompletionException failure =
        assertThrows(
            CompletionException.class, () -> runtime.blockOn(client.read(ByteBuffer.allocate(1))));

    assertTrue(failure.getCause() instanceof IOException);
  }

  @Test
  void connectToAClosedPort_isRefusedByName() {
    listener.close();
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> runtime.blockOn(TcpStream.connect(listener.localAddress())));

    assertEquals(ConnectException.class, failure.getCause().getClass());
    assertTrue(failure.getMessage().contains(listener.localAddress().toString()));
  }

  @Test
  void unresolvedAddress_isRefusedWithTheCure() {
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("pollux.invalid", 80);

    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> TcpStream.connect(unresolved));

    assertTrue(failure.getMessage().contains("spawnBlocking"));
  }

  @Test
  void cancelledRead_losesNoByte() {
    Future<Integer> abandoned = server.read(ByteBuffer.allocate(10));
    runtime.blockOn(
        Futures.pollFn(cx -> abandoned.poll(cx).isPending() ? Poll.ready() : Poll.pending()));
    abandoned.cancel();
    runtime.blockOn(client.writeAll(utf8("castor")));
    ByteBuffer buffer = ByteBuffer.allocate(10);

    runtime.blockOn(server.read(buffer));

    assertEquals("castor", text(buffer));
    assertThrows(IllegalStateException.class, () -> abandoned.poll(Context.of(Waker.noop())));
  }

  @Test
  void connectWithoutARuntime_saysWhatIsMissing() {
    Future<Integer> reading = server.read(ByteBuffer.allocate(10));

    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> reading.poll(Context.of(Waker.noop())));

    assertTrue(failure.getMessage().contains("blockOn"));
  }

  @Test
  void streamOfAClosedRuntime_goesOnInAnother() {
    ByteBuffer buffer = ByteBuffer.allocate(10);
    runtime.spawn(server.read(ByteBuffer.allocate(10))).detach();
    runtime.blockOn(Tasks.yieldNow());
    runtime.close();
    try (AsyncRuntime other = AsyncRuntime.builder().currentThread().build()) {
      JoinHandle<Integer> reading = other.spawn(server.read(buffer));
      other.blockOn(Tasks.yieldNow());
      other.blockOn(client.writeAll(utf8("castor")));

      other.blockOn(reading);
    }
    assertEquals("castor", text(buffer));
  }

  /** Polls a future once where it is told to, and notes whether it is woken. */
  private static final class Noting implements Waker {
    private final Future<?> future;
    private final AtomicBoolean woken = new AtomicBoolean();
    private Context last;

    Noting(Future<?> future) {
      this.future = future;
    }

    Future<Void> untilPending() {
      return Futures.pollFn(
          cx -> {
            last = new Elsewhere(cx.service(Reactor.class), this);
            return future.poll(last).isPending() ? Poll.ready() : Poll.pending();
          });
    }

    boolean isWoken() {
      return woken.get();
    }

    Exception failure() {
      return assertThrows(Exception.class, () -> future.poll(last));
    }

    @Override
    public void wake() {
      woken.set(true);
    }
  }

  /** A context that finds the reactor of a runtime that may be gone. */
  private record Elsewhere(Reactor reactor, Waker waker) implements Context {
    @Override
    public <S> S service(Class<S> type) {
      return type.cast(reactor);
    }
  }

  /** Reads until the buffer is full. */
  private static final class ReadFully implements Future<Void> {

    private final TcpStream stream;
    private final ByteBuffer target;
    private Future<Integer> reading;

    ReadFully(TcpStream stream, ByteBuffer target) {
      this.stream = stream;
      this.target = target;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (target.hasRemaining()) {
        if (reading == null) {
          reading = stream.read(target);
        }
        Poll<Integer> count = reading.poll(cx);
        if (count.isPending()) {
          return Poll.pending();
        }
        reading = null;
      }
      return Poll.ready();
    }
  }
}
