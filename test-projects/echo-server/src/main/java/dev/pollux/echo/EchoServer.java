package dev.pollux.echo;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.net.TcpListener;
import dev.pollux.net.TcpStream;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Mpsc;
import dev.pollux.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Accepts until it is told to stop, then waits for the connections that are open.
 *
 * <p>Nobody counts connections: each holds a copy of a channel's sender, and the channel is drained
 * and closed when the last copy is. The pattern is good wherever somebody waits for "all of them
 * are gone" and does not care how many they were.
 */
final class EchoServer implements AutoCloseable {
  private final TcpListener listener;
  private final Mpsc.Channel<Void> open = Mpsc.unbounded();

  private EchoServer(TcpListener listener) {
    this.listener = listener;
  }

  static EchoServer on(InetSocketAddress address) throws IOException {
    return new EchoServer(TcpListener.bind(address));
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /**
   * Serves until {@code stop} is ready, then waits for the connections that are open, for as long
   * as {@code grace}. What is open after that, or when this is cancelled, is cancelled by the
   * runtime when it closes.
   */
  Future<Void> serveUntil(Future<?> stop, Duration grace) {
    return Futures.select(new Accepting(), stop)
        .then(stopped -> Time.timeout(grace, allGone()))
        .recover(TimeoutException.class, late -> null);
  }

  private Future<Void> allGone() throws IOException {
    listener.close();
    open.sender().close();
    return open.receiver().receive();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private Future<Void> serve(TcpStream stream) {
    Mpsc.Sender<Void> alive = open.sender().copy();
    return Futures.using(() -> alive, held -> Futures.using(() -> stream, Echo::new));
  }

  private final class Accepting implements Future<Void> {
    private Future<TcpStream> next = listener.accept();

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      for (; ; ) {
        Poll<TcpStream> accepted = next.poll(cx);
        if (accepted.isPending()) {
          return Poll.pending();
        }
        next = listener.accept();
        Tasks.spawn(serve(accepted.get())).detach();
      }
    }

    @Override
    public void cancel() {
      next.cancel();
    }
  }
}
