package dev.pollux.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A load for the scripts that measure the server: it uses nothing of the runtime under measurement.
 *
 * <p>{@code java LoadClient.java PORT CONNECTIONS WARM_UP TRIPS} opens the connections, makes so
 * many round trips to warm up, prints {@code ready} and waits for a line of input; then it makes
 * the trips that count, prints {@code done}, and holds the connections until its input ends.
 */
final class LoadClient {
  private static final int SIZE = 64;

  private final Selector selector = Selector.open();
  private final ByteBuffer out = ByteBuffer.allocateDirect(SIZE);
  private final ByteBuffer in = ByteBuffer.allocateDirect(SIZE);
  private long left;

  private LoadClient(int port, int connections) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open(server);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new int[1]);
    }
  }

  public static void main(String[] args) throws IOException {
    LoadClient client = new LoadClient(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    client.trips(Long.parseLong(args[2]));
    System.out.println("ready");
    if (System.in.read() >= 0) {
      client.trips(Long.parseLong(args[3]));
      System.out.println("done");
      while (System.in.read() >= 0) {}
    }
  }

  /**
   * Every connection has a request on its way until enough were sent; ends with the last answer.
   */
  private void trips(long count) throws IOException {
    left = count;
    for (SelectionKey key : selector.keys()) {
      send(key);
    }
    int[] answered = new int[1];
    while (answered[0] < count) {
      selector.select(key -> answered[0] += receive(key));
    }
  }

  private void send(SelectionKey key) {
    if (left > 0) {
      left--;
      try {
        ((SocketChannel) key.channel()).write(out.clear());
      } catch (IOException e) {
        throw new IllegalStateException("a connection ended", e);
      }
    }
  }

  /** 1 if that was the rest of an answer. */
  private int receive(SelectionKey key) {
    int[] got = (int[]) key.attachment();
    try {
      int count = ((SocketChannel) key.channel()).read(in.clear().limit(SIZE - got[0]));
      if (count < 0) {
        throw new IllegalStateException("the server closed a connection");
      }
      got[0] += count;
    } catch (IOException e) {
      throw new IllegalStateException("a connection ended", e);
    }
    if (got[0] < SIZE) {
      return 0;
    }
    got[0] = 0;
    send(key);
    return 1;
  }
}
