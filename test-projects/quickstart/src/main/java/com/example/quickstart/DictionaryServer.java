package com.example.quickstart;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.net.TcpListener;
import dev.pollux.net.TcpStream;
import dev.pollux.runtime.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections and gives each a task of its own. */
final class DictionaryServer implements AutoCloseable {
  private final TcpListener listener;
  private final Map<String, String> dictionary = new ConcurrentHashMap<>();

  private DictionaryServer(TcpListener listener) {
    this.listener = listener;
  }

  /** A server on this machine alone; port 0 takes a free one. */
  static DictionaryServer on(int port) throws IOException {
    return new DictionaryServer(
        TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  SocketAddress address() {
    return listener.localAddress();
  }

  /** Serves until it is cancelled. It is never ready, so it stands for a future of any type. */
  <T> Future<T> serve() {
    return new Accepting<>();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private Future<Void> converse(TcpStream stream) {
    return Futures.using(() -> new Lines(stream), lines -> new Conversation(lines, dictionary));
  }

  private final class Accepting<T> implements Future<T> {
    private Future<TcpStream> next = listener.accept();

    @Override
    public Poll<T> poll(Context cx) throws Exception {
      for (; ; ) {
        Poll<TcpStream> accepted = next.poll(cx);
        if (accepted.isPending()) {
          return Poll.pending();
        }
        next = listener.accept();
        Tasks.spawn(converse(accepted.get())).detach();
      }
    }

    @Override
    public void cancel() {
      next.cancel();
    }
  }
}
