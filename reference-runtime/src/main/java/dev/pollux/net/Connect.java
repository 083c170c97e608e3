package dev.pollux.net;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.reactor.Direction;
import dev.pollux.runtime.reactor.Registration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Opens a channel at its first poll, and owns it until it is connected. */
final class Connect implements Future<TcpStream> {

  private final SocketAddress address;
  private @Nullable Attempt attempt;

  Connect(SocketAddress address) {
    this.address = address;
  }

  @Override
  public Poll<TcpStream> poll(Context cx) throws IOException {
    Attempt now = attempt;
    if (now == null) {
      if (!cx.proceed()) {
        return Poll.pending();
      }
      now = Attempt.begin(address);
      attempt = now;
    }
    return now.poll(cx);
  }

  @Override
  public void cancel() {
    if (attempt != null) {
      attempt.cancel();
    }
  }

  /** The channel, from the system call that begins the connection to the one that ends it. */
  private static final class Attempt extends ChannelFuture<TcpStream> {

    private final SocketChannel channel;
    private final Registration registration;
    private final SocketAddress address;

    private Attempt(SocketChannel channel, Registration registration, SocketAddress address) {
      super(registration);
      this.channel = channel;
      this.registration = registration;
      this.address = address;
    }

    @Override
    String name() {
      return "connect";
    }

    @Override
    Direction direction() {
      return Direction.WRITE;
    }

    static Attempt begin(SocketAddress address) throws IOException {
      SocketChannel channel = SocketChannel.open();
      try {
        channel.configureBlocking(false);
        Registration registration = new Registration(channel);
        if (!channel.connect(address)) {
          registration.connecting();
        }
        return new Attempt(channel, registration, address);
      } catch (Throwable failed) {
        Sockets.close(channel);
        throw named(failed, address);
      }
    }

    @Override
    @Nullable Poll<TcpStream> attempt(Context cx) throws IOException {
      try {
        if (!channel.finishConnect()) {
          return null;
        }
        registration.connected();
        cx.spend();
        return Poll.ready(new TcpStream(channel, registration));
      } catch (Throwable failed) {
        throw named(failed, address);
      }
    }

    @Override
    void abandoned() {
      Sockets.close(channel);
      registration.close();
    }

    /** The system does not say whom it could not reach. */
    private static IOException named(Throwable failed, SocketAddress address) {
      if (failed instanceof ConnectException) {
        ConnectException named = new ConnectException(failed.getMessage() + ": " + address);
        named.initCause(failed);
        return named;
      }
      if (failed instanceof IOException plain) {
        return plain;
      }
      return new IOException("connecting to " + address + " failed: " + failed, failed);
    }
  }
}
