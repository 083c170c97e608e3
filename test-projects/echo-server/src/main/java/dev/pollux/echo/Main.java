package dev.pollux.echo;

import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.sync.Oneshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** {@code java -cp ... dev.pollux.echo.Main [PORT]}: serves on loopback until SIGTERM or Ctrl-C. */
public final class Main {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private Main() {}

  /**
   * Port 0, the default, takes a free one; the address is printed once connections are accepted.
   */
  public static void main(String[] args) throws IOException {
    InetSocketAddress wanted = new InetSocketAddress(InetAddress.getLoopbackAddress(), port(args));
    try (EchoServer server = EchoServer.on(wanted);
        AsyncRuntime runtime = AsyncRuntime.create()) {
      Oneshot.Channel<String> stop = Oneshot.channel();
      stopAtShutdown(stop.sender());
      System.out.printf(
          "listening on %s:%d%n",
          server.address().getAddress().getHostAddress(), server.address().getPort());
      runtime.blockOn(server.serveUntil(stop.receiver(), GRACE));
    }
  }

  private static int port(String[] args) {
    try {
      return args.length == 0 ? 0 : Integer.parseInt(args[0]);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("PORT is a number from 0 to 65535, not " + args[0], e);
    }
  }

  /** The JVM ends when its hooks have, so the hook waits until main has closed everything. */
  private static void stopAtShutdown(Oneshot.Sender<String> stop) {
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.send("shutdown");
                  joinQuietly(main);
                },
                "echo-shutdown"));
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
