package dev.pollux.net;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.reactor.Direction;
import dev.pollux.runtime.reactor.Registration;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Accepts TCP connections. It may be used from any thread and in any runtime, and several futures
 * may accept at once: each gets other connections.
 */
public final class TcpListener implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final ServerSocketChannel channel;
  private final Registration registration;
  private final SocketAddress address;

  private TcpListener(ServerSocketChannel channel) throws IOException {
    this.channel = channel;
    this.registration = new Registration(channel);
    this.address = channel.getLocalAddress();
  }

  /**
   * Listens at an address, with room for 1024 connections that are not accepted yet.
   *
   * @param address where; port 0 takes one that is free
   * @return the listener, which has to be closed
   * @throws IOException if the address cannot be had
   */
  @CheckReturnValue
  public static TcpListener bind(SocketAddress address) throws IOException {
    return bind(address, BACKLOG);
  }

  /**
   * Listens at an address.
   *
   * @param address where; port 0 takes one that is free
   * @param backlog about how many connections may wait to be accepted, at least 1
   * @return the listener, which has to be closed
   * @throws IOException if the address cannot be had
   */
  @CheckReturnValue
  public static TcpListener bind(SocketAddress address, int backlog) throws IOException {
    Addresses.requireResolved(address);
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog: " + backlog + " is not at least 1");
    }
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (!System.getProperty("os.name", "").startsWith("Windows")) {
        // There it would let two programs listen on one port; elsewhere it only lets a server
        // come back while old connections fade.
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      }
      channel.bind(address, backlog);
      return new TcpListener(channel);
    } catch (BindException e) {
      channel.close();
      BindException named = new BindException(e.getMessage() + ": " + address);
      named.initCause(e);
      throw named;
    } catch (Throwable failed) {
      channel.close();
      throw failed;
    }
  }

  /**
   * The next connection. Cancelling it loses no connection: the next accept gets it.
   *
   * @return ready with the connection, which its receiver has to close; throws {@link
   *     java.nio.channels.AsynchronousCloseException} when the listener is closed
   */
  @CheckReturnValue
  public Future<TcpStream> accept() {
    return new Accept();
  }

  /**
   * Where the listener listens, with the port it really has; after the close, too.
   *
   * @return an {@link InetSocketAddress}
   */
  @CheckReturnValue
  public SocketAddress localAddress() {
    return address;
  }

  /**
   * Gives the port back; every pending accept fails. The port can be bound again when this returns,
   * unless the system is so busy that the thread which waits for connections does not come to let
   * go of it within 50 milliseconds. Twice is harmless.
   */
  @Override
  public void close() {
    Sockets.close(channel);
    registration.close();
  }

  @Override
  public String toString() {
    return "TcpListener[" + address + (channel.isOpen() ? "]" : ", closed]");
  }

  private final class Accept extends ChannelFuture<TcpStream> {

    Accept() {
      super(registration);
    }

    @Override
    String name() {
      return "accept";
    }

    @Override
    Direction direction() {
      return Direction.READ;
    }

    @Override
    @Nullable Poll<TcpStream> attempt(Context cx) throws IOException {
      SocketChannel accepted;
      try {
        accepted = channel.accept();
      } catch (ClosedChannelException e) {
        throw new ClosedSocketException("accept", "TcpListener at " + address);
      }
      if (accepted == null) {
        return null;
      }
      cx.spend();
      return Poll.ready(TcpStream.of(accepted));
    }
  }
}
