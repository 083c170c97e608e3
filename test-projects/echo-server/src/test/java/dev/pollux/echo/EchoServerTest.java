package dev.pollux.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pollux.Future;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.sync.Oneshot;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client is the JDK's blocking socket: nothing of ours on that side. */
@Timeout(60)
class EchoServerTest {
  private static final Duration NO_GRACE = Duration.ofMillis(1);
  private static final Duration LONG_GRACE = Duration.ofMinutes(1);

  private final AsyncRuntime runtime = AsyncRuntime.create();
  private final Oneshot.Channel<String> stop = Oneshot.channel();
  private EchoServer server;

  @BeforeEach
  void bind() throws IOException {
    server = EchoServer.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    runtime.close();
    server.close();
  }

  @Test
  void bytes_sent_come_back_unchanged() throws IOException {
    serve(NO_GRACE);
    byte[] sent = random(100);
    try (Socket client = connect()) {
      client.getOutputStream().write(sent);
      assertArrayEquals(sent, client.getInputStream().readNBytes(sent.length));
    }
  }

  @Test
  void a_client_that_has_sent_its_last_byte_gets_the_rest_and_the_end() throws IOException {
    serve(NO_GRACE);
    byte[] sent = random(50_000);
    try (Socket client = connect()) {
      client.getOutputStream().write(sent);
      client.shutdownOutput();
      assertArrayEquals(sent, client.getInputStream().readAllBytes());
    }
  }

  @Test
  void more_than_all_buffers_hold_comes_back_in_order() throws Exception {
    serve(NO_GRACE);
    byte[] sent = random(16 * 1024 * 1024);
    try (Socket client = connect()) {
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeAndEnd(client, sent));
      assertArrayEquals(sent, client.getInputStream().readAllBytes());
      writing.join();
    }
  }

  @Test
  void two_clients_do_not_get_each_others_bytes() throws IOException {
    serve(NO_GRACE);
    try (Socket one = connect();
        Socket other = connect()) {
      one.getOutputStream().write('1');
      other.getOutputStream().write('2');
      assertEquals('2', other.getInputStream().read());
      assertEquals('1', one.getInputStream().read());
    }
  }

  @Test
  void stop_without_connections_ends_at_once() {
    JoinHandle<Void> serving = serve(LONG_GRACE);
    stop.sender().send("enough");
    runtime.blockOn(serving);
  }

  @Test
  void stop_waits_for_the_connection_that_is_open() throws IOException {
    JoinHandle<Void> serving = serve(LONG_GRACE);
    try (Socket client = connect()) {
      client.getOutputStream().write('a');
      assertEquals('a', client.getInputStream().read());
      stop.sender().send("enough");
      client.getOutputStream().write('b');
      assertEquals('b', client.getInputStream().read());
      client.shutdownOutput();
      assertEquals(-1, client.getInputStream().read());
    }
    runtime.blockOn(serving);
  }

  @Test
  void stop_waits_no_longer_than_its_grace() throws IOException {
    JoinHandle<Void> serving = serve(NO_GRACE);
    try (Socket client = connect()) {
      client.getOutputStream().write('a');
      assertEquals('a', client.getInputStream().read());
      stop.sender().send("enough");
      runtime.blockOn(serving);
    }
  }

  @Test
  void after_stop_nobody_is_let_in() {
    JoinHandle<Void> serving = serve(NO_GRACE);
    stop.sender().send("enough");
    runtime.blockOn(serving);
    assertThrows(ConnectException.class, this::connect);
  }

  private JoinHandle<Void> serve(Duration grace) {
    Future<Void> serving = server.serveUntil(stop.receiver(), grace);
    return runtime.spawn(serving);
  }

  private Socket connect() throws IOException {
    return new Socket(server.address().getAddress(), server.address().getPort());
  }

  private static void writeAndEnd(Socket client, byte[] bytes) {
    try {
      client.getOutputStream().write(bytes);
      client.shutdownOutput();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
