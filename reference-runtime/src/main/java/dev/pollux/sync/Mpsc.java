package dev.pollux.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Future;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel for a stream of messages, from many senders to one receiver. What one sender sends
 * arrives in the order in which it was sent.
 *
 * <p>A {@linkplain #bounded bounded} channel makes senders wait while it is full, the first to come
 * being the first to go on, and so keeps a fast sender from filling the memory. In an {@linkplain
 * #unbounded unbounded} one nobody ever waits to send.
 *
 * <p>The channel ends when all senders are closed and all that they sent was received. A sender
 * that is forgotten instead of closed keeps the receiver waiting.
 *
 * <pre>{@code
 * Mpsc.Channel<String> channel = Mpsc.bounded(16);
 * Mpsc.Sender<String> sender = channel.sender();
 * Future<Void> sending = sender.send("one").then(sent -> sender.send("two"));
 * Future<String> receiving = channel.receiver().receive(); // null at the end
 * }</pre>
 */
public final class Mpsc {
  private Mpsc() {}

  /**
   * A channel that holds a limited number of messages.
   *
   * @param capacity how many may have been sent and not received, at least 1
   * @param <T> the type of the messages
   * @return its two halves
   * @throws IllegalArgumentException if the capacity is less than 1
   */
  @CheckReturnValue
  public static <T> Channel<T> bounded(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "capacity < 1: " + capacity + ". Use at least 1, or Mpsc.unbounded()");
    }
    return channel(new MpscCore<>(capacity, Block.SIZE));
  }

  /**
   * A channel that holds any number of messages: it grows as long as senders are faster than the
   * receiver.
   *
   * @param <T> the type of the messages
   * @return its two halves
   */
  @CheckReturnValue
  public static <T> Channel<T> unbounded() {
    return channel(MpscCore.unbounded());
  }

  static <T> Channel<T> channel(MpscCore<T> core) {
    return new Channel<>(new Sender<>(core), new Receiver<>(core));
  }

  /**
   * The two halves of a channel.
   *
   * @param sender sends; {@link Sender#copy} makes more of them
   * @param receiver receives
   * @param <T> the type of the messages
   */
  public record Channel<T>(Sender<T> sender, Receiver<T> receiver) {}

  /**
   * A half that sends. Any thread may call it; each sender is closed once.
   *
   * @param <T> the type of the messages
   */
  public static final class Sender<T> implements AutoCloseable {
    private static final VarHandle CLOSED;

    static {
      try {
        CLOSED =
            MethodHandles.lookup()
                .findVarHandle(Sender.class, "closed", boolean.class)
                .withInvokeExactBehavior();
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private final MpscCore<T> core;
    private volatile boolean closed;

    private Sender(MpscCore<T> core) {
      this.core = core;
    }

    /**
     * Sends a message, waiting for room first if the channel is full. Nothing is sent before the
     * first poll. If it is cancelled the message was not sent, and its place in the queue of
     * senders is lost. It throws {@link ChannelClosedException} if the receiver is closed.
     *
     * @param message what to send; not null
     * @return a future that is ready when the channel has the message
     */
    @CheckReturnValue
    public Future<Void> send(T message) {
      return new Send<>(core, this, requireMessage(message));
    }

    /**
     * Sends a message now, if that is possible without waiting and without passing those who wait.
     *
     * @param message what to send; not null
     * @return false if it was not sent: the channel is full, or {@linkplain #isClosed its receiver
     *     is closed}
     * @throws IllegalStateException if this sender is closed
     */
    public boolean trySend(T message) {
      requireMessage(message);
      requireOpen();
      return core.trySend(message);
    }

    /**
     * Waits for room without saying yet what for: to make the message only when it can be sent.
     *
     * @return a future of room for one message, which must be used or closed
     */
    @CheckReturnValue
    public Future<Room<T>> reserve() {
      return new Reserve<>(core, this);
    }

    /**
     * Waits until the receiver is closed, to stop work that nobody wants the result of.
     *
     * @return a future that is ready when messages have nowhere to go
     */
    @CheckReturnValue
    public Future<Void> closed() {
      return new Refused(core.closing, "Mpsc.Sender.closed");
    }

    /**
     * How many messages may have been sent and not received.
     *
     * @return the capacity, {@link Integer#MAX_VALUE} if there is no limit
     */
    public int capacity() {
      return core.capacity();
    }

    /**
     * Another sender of the same channel, to be closed for itself.
     *
     * @return the new sender
     * @throws IllegalStateException if this sender is closed
     */
    @CheckReturnValue
    public Sender<T> copy() {
      core.addSender(); // first: a close of the last one meanwhile must not end the channel
      if (closed) {
        core.removeSender();
        requireOpen();
      }
      return new Sender<>(core);
    }

    /**
     * Tells whether messages have nowhere to go.
     *
     * @return true if the receiver is closed
     */
    public boolean isClosed() {
      return core.isClosed();
    }

    /**
     * Ends this sender. When the last one is closed, and all that was sent was received, {@link
     * Receiver#receive} gives null. A {@link #send} that waits for room already is still sent.
     */
    @Override
    public void close() {
      if ((boolean) CLOSED.compareAndSet(this, false, true)) {
        core.removeSender();
      }
    }

    void requireOpen() {
      if (closed) {
        throw new IllegalStateException(
            "this sender was closed: close() it after its last message, and give every task that"
                + " sends a copy() of its own");
      }
    }

    private static <T> T requireMessage(T message) {
      return Objects.requireNonNull(
          message,
          "message: null cannot be sent, because it is what receive() gives at the end. Send an"
              + " Optional or a value that means nothing");
    }

    @Override
    public String toString() {
      return "Mpsc.Sender";
    }
  }

  /**
   * Room for one message: what {@link Sender#reserve} gives. It counts as a message until it is
   * used or closed.
   *
   * @param <T> the type of the messages
   */
  public static final class Room<T> implements AutoCloseable {
    private static final VarHandle CORE;

    static {
      try {
        CORE =
            MethodHandles.lookup()
                .findVarHandle(Room.class, "core", MpscCore.class)
                .withInvokeExactBehavior();
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private volatile @Nullable MpscCore<T> core; // null once it is used or closed

    Room(MpscCore<T> core) {
      this.core = core;
    }

    /**
     * Sends a message, at once: even a receiver that was closed meanwhile waits for it.
     *
     * @param message what to send; not null
     * @throws IllegalStateException if the room was used or closed before
     */
    public void send(T message) {
      Sender.requireMessage(message);
      MpscCore<T> unused = takeCore();
      if (unused == null) {
        throw new IllegalStateException(
            "this room was used or closed already: reserve() gives room for one message each time");
      }
      unused.send(message);
    }

    /** Gives the room back if it was not used. */
    @Override
    public void close() {
      MpscCore<T> unused = takeCore();
      if (unused != null) {
        unused.release();
      }
    }

    @SuppressWarnings("unchecked") // the type of the field
    private @Nullable MpscCore<T> takeCore() {
      return (MpscCore<T>) CORE.getAndSet(this, (MpscCore<T>) null);
    }

    @Override
    public String toString() {
      return "Mpsc.Room";
    }
  }

  /**
   * The half that receives. It belongs to one task.
   *
   * @param <T> the type of the messages
   */
  public static final class Receiver<T> implements AutoCloseable {
    private final MpscCore<T> core;

    private Receiver(MpscCore<T> core) {
      this.core = core;
    }

    /**
     * Waits for the next message. If it is cancelled no message is lost. It is meant for one task;
     * should two receive, each message goes to one of them.
     *
     * @return a future of the message, or of null if the channel is at its end
     */
    @CheckReturnValue
    public Future<@Nullable T> receive() {
      return new ReceiveOne<>(core);
    }

    /**
     * Waits until there is a message, and then takes all that are there. If it is cancelled no
     * message is lost.
     *
     * @param limit how many to take at most, at least 1
     * @return a future of the messages, of which there are none if the channel is at its end
     * @throws IllegalArgumentException if the limit is less than 1
     */
    @CheckReturnValue
    public Future<List<T>> receiveMany(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("limit < 1: " + limit + ". Take at least one message");
      }
      return new ReceiveMany<>(core, limit);
    }

    /**
     * Takes the next message if there is one.
     *
     * @return the message, or null if there is none now; {@link #isAtEnd} tells whether one may
     *     come
     */
    @CheckReturnValue
    public @Nullable T tryReceive() {
      return core.receive(null);
    }

    /**
     * Tells whether all was received that ever will be.
     *
     * @return true if nothing is left, and all senders or this receiver are closed
     */
    public boolean isAtEnd() {
      return core.isAtEnd();
    }

    /**
     * How many messages are there, including those just being put.
     *
     * @return the number, which may be out of date at once
     */
    public long size() {
      return core.size();
    }

    /**
     * Accepts no more messages: sends fail, those that wait are woken to fail. What was sent before
     * can still be received; then comes the end.
     */
    @Override
    public void close() {
      core.closeReceiver();
    }

    @Override
    public String toString() {
      return "Mpsc.Receiver";
    }
  }
}
