package dev.pollux.net;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.reactor.Direction;
import dev.pollux.runtime.reactor.Registration;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection. Reading and writing are independent, so one task may read while another writes;
 * the stream may move between tasks and runtimes. Two reads at once each get some of the bytes, and
 * two writes at once mix theirs: keep to one of each.
 *
 * <p>Buffers may be direct or on the heap; direct ones save a copy. A buffer belongs to the future
 * it was given to until that is ready or cancelled. After a cancel its position tells how far the
 * future came: no byte is lost.
 */
public final class TcpStream implements AutoCloseable {

  private final SocketChannel channel;
  private final Registration registration;

  /** Kept, so that messages can name the peer after the close. */
  private final SocketAddress local;

  private final SocketAddress remote;

  /** The channel is connected and non-blocking. */
  TcpStream(SocketChannel channel, Registration registration) throws IOException {
    this.channel = channel;
    this.registration = registration;
    this.local = channel.getLocalAddress();
    this.remote = channel.getRemoteAddress();
  }

  /** Of a channel that was just accepted; it is closed if it cannot be used. */
  static TcpStream of(SocketChannel channel) throws IOException {
    try {
      channel.configureBlocking(false);
      return new TcpStream(channel, new Registration(channel));
    } catch (Throwable failed) {
      Sockets.close(channel);
      throw failed;
    }
  }

  /**
   * Connects to an address. Nothing is opened before the first poll, and what was opened is closed
   * if the future fails or is cancelled.
   *
   * @param address where to; it must be resolved, since looking a name up would block
   * @return ready with the connection, which its receiver has to close; throws {@link
   *     java.net.ConnectException} when it is refused
   * @throws IllegalArgumentException if the address is not a resolved internet address
   */
  @CheckReturnValue
  public static Future<TcpStream> connect(SocketAddress address) {
    Addresses.requireResolved(address);
    return new Connect(address);
  }

  /**
   * Reads what is there, at least one byte, at most what fits.
   *
   * @param target receives the bytes; its position moves on
   * @return ready with the number of bytes; -1 when the other side has ended its output; 0 at once
   *     if {@code target} has no room
   * @throws java.nio.ReadOnlyBufferException if {@code target} is read-only
   */
  @CheckReturnValue
  public Future<Integer> read(ByteBuffer target) {
    if (target.isReadOnly()) {
      throw new java.nio.ReadOnlyBufferException();
    }
    return new Read(target);
  }

  /**
   * Writes some of the bytes, at least one: as many as the system takes without waiting.
   *
   * @param source the bytes; its position moves on
   * @return ready with the number of bytes; 0 at once if {@code source} is empty
   */
  @CheckReturnValue
  public Future<Integer> write(ByteBuffer source) {
    return new Write(Objects.requireNonNull(source, "source"));
  }

  /**
   * Writes all bytes.
   *
   * @param source the bytes; its position moves on as they are written
   * @return ready when the system has taken the last byte, which does not mean that it has arrived
   */
  @CheckReturnValue
  public Future<Void> writeAll(ByteBuffer source) {
    return new WriteAll(Objects.requireNonNull(source, "source"));
  }

  /**
   * Ends the output: the other side reads to the end of what was written. Reading goes on. Does not
   * block; twice is harmless.
   *
   * @throws IOException if the stream is closed or no longer connected
   */
  public void shutdownOutput() throws IOException {
    try {
      channel.shutdownOutput();
    } catch (ClosedChannelException e) {
      throw closed("shutdownOutput");
    }
  }

  /**
   * Ends the input: reads are at the end at once, what still comes is thrown away. Does not block.
   *
   * @throws IOException if the stream is closed or no longer connected
   */
  public void shutdownInput() throws IOException {
    try {
      channel.shutdownInput();
    } catch (ClosedChannelException e) {
      throw closed("shutdownInput");
    }
  }

  /**
   * Whether small writes are sent at once instead of being gathered (Nagle's algorithm).
   *
   * @param on true: at once
   * @return this
   * @throws IOException if the stream is closed
   */
  @CanIgnoreReturnValue
  public TcpStream setNoDelay(boolean on) throws IOException {
    return setOption(StandardSocketOptions.TCP_NODELAY, on);
  }

  /**
   * Sets an option of the socket.
   *
   * @param option one of {@link #supportedOptions}
   * @param value its value
   * @param <V> the option's type
   * @return this
   * @throws IOException if the stream is closed
   * @throws UnsupportedOperationException if the system has no such option
   */
  @CanIgnoreReturnValue
  public <V> TcpStream setOption(SocketOption<V> option, V value) throws IOException {
    channel.setOption(option, value);
    return this;
  }

  /**
   * Reads an option of the socket.
   *
   * @param option one of {@link #supportedOptions}
   * @param <V> the option's type
   * @return its value
   * @throws IOException if the stream is closed
   */
  @CheckReturnValue
  public <V> @Nullable V getOption(SocketOption<V> option) throws IOException {
    return channel.getOption(option);
  }

  /**
   * The options that the system has for such sockets.
   *
   * @return an unmodifiable set
   */
  @CheckReturnValue
  public Set<SocketOption<?>> supportedOptions() {
    return channel.supportedOptions();
  }

  /**
   * This side's address; after the close, too.
   *
   * @return an {@link java.net.InetSocketAddress}
   */
  @CheckReturnValue
  public SocketAddress localAddress() {
    return local;
  }

  /**
   * The other side's address; after the close, too.
   *
   * @return an {@link java.net.InetSocketAddress}
   */
  @CheckReturnValue
  public SocketAddress remoteAddress() {
    return remote;
  }

  /**
   * Ends both ways; every pending operation fails with {@link
   * java.nio.channels.AsynchronousCloseException}. Twice is harmless.
   */
  @Override
  public void close() {
    Sockets.close(channel);
    registration.close();
  }

  @Override
  public String toString() {
    return "TcpStream[" + local + " to " + remote + (channel.isOpen() ? "]" : ", closed]");
  }

  private ClosedSocketException closed(String operation) {
    return new ClosedSocketException(operation, "TcpStream to " + remote);
  }

  private final class Read extends ChannelFuture<Integer> {

    private final ByteBuffer target;

    Read(ByteBuffer target) {
      super(registration);
      this.target = target;
    }

    @Override
    String name() {
      return "read";
    }

    @Override
    Direction direction() {
      return Direction.READ;
    }

    @Override
    @Nullable Poll<Integer> attempt(Context cx) throws IOException {
      try {
        int room = target.remaining();
        int count = Transfer.read(channel, target);
        if (count == 0 && room > 0) {
          return null;
        }
        cx.spend();
        exhausted = count > 0 && count < Transfer.atOnce(target, room);
        return Poll.ready(count);
      } catch (ClosedChannelException e) {
        throw closed("read");
      }
    }

    @Override
    boolean isTrivial() {
      return !target.hasRemaining();
    }
  }

  private final class Write extends ChannelFuture<Integer> {

    private final ByteBuffer source;

    Write(ByteBuffer source) {
      super(registration);
      this.source = source;
    }

    @Override
    String name() {
      return "write";
    }

    @Override
    Direction direction() {
      return Direction.WRITE;
    }

    @Override
    @Nullable Poll<Integer> attempt(Context cx) throws IOException {
      try {
        int length = source.remaining();
        int count = Transfer.write(channel, source);
        if (count == 0 && length > 0) {
          return null;
        }
        cx.spend();
        exhausted = count < Transfer.atOnce(source, length);
        return Poll.ready(count);
      } catch (ClosedChannelException e) {
        throw closed("write");
      }
    }

    @Override
    boolean isTrivial() {
      return !source.hasRemaining();
    }
  }

  private final class WriteAll extends ChannelFuture<Void> {

    private final ByteBuffer source;

    WriteAll(ByteBuffer source) {
      super(registration);
      this.source = source;
    }

    @Override
    String name() {
      return "writeAll";
    }

    @Override
    Direction direction() {
      return Direction.WRITE;
    }

    @Override
    @Nullable Poll<Void> attempt(Context cx) throws IOException {
      try {
        do {
          int count = Transfer.write(channel, source);
          if (count == 0 && source.hasRemaining()) {
            return null;
          }
          cx.spend();
        } while (source.hasRemaining() && cx.proceed());
      } catch (ClosedChannelException e) {
        throw closed("writeAll");
      }
      return source.hasRemaining() ? Poll.pending() : Poll.ready();
    }

    @Override
    boolean isTrivial() {
      return !source.hasRemaining();
    }
  }
}
