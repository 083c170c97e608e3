package dev.pollux.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import org.jspecify.annotations.Nullable;

/**
 * A channel for a single value: one task, or any thread at all, sends it, and one task waits for
 * it. The bridge from code that calls back:
 *
 * <pre>{@code
 * Oneshot.Channel<Reply> channel = Oneshot.channel();
 * client.ask(question, reply -> channel.sender().send(reply));
 * return channel.receiver();
 * }</pre>
 */
public final class Oneshot {
  private Oneshot() {}

  /**
   * A new channel.
   *
   * @param <T> the type of the value
   * @return its two halves
   */
  @CheckReturnValue
  public static <T extends @Nullable Object> Channel<T> channel() {
    Receiver<T> receiver = new Receiver<>();
    return new Channel<>(new Sender<>(receiver), receiver);
  }

  /**
   * The two halves of a channel.
   *
   * @param sender sends the value
   * @param receiver is the future of the value
   * @param <T> the type of the value
   */
  public record Channel<T extends @Nullable Object>(Sender<T> sender, Receiver<T> receiver) {}

  /**
   * The half that sends. Any thread may call it.
   *
   * @param <T> the type of the value
   */
  public static final class Sender<T extends @Nullable Object> implements AutoCloseable {
    private final OneshotCell<T> cell;

    private Sender(OneshotCell<T> cell) {
      this.cell = cell;
    }

    /**
     * Sends the value and wakes the receiver. It never waits.
     *
     * @param value the value
     * @return false if it went nowhere: the receiver is closed or cancelled, this half was closed,
     *     or a value was sent before
     */
    @CanIgnoreReturnValue // that nobody waits any more is often no concern of the sender
    public boolean send(T value) {
      return cell.settle(value);
    }

    /**
     * Tells whether a value has nobody to go to.
     *
     * @return true if the receiver is closed or cancelled
     */
    public boolean isClosed() {
      return cell.isGone();
    }

    /**
     * Waits until the receiver is closed or cancelled, to stop work that nobody wants the result
     * of. It is also ready once the value was received. One such future may wait at a time.
     *
     * @return the future
     */
    @CheckReturnValue
    public Future<Void> closed() {
      return new OneshotClosed(cell);
    }

    /** Gives up sending: the receiver fails, unless a value was sent before. */
    @Override
    public void close() {
      cell.abandon();
    }

    @Override
    public String toString() {
      return "Oneshot.Sender";
    }
  }

  /**
   * The half that receives: a future of the value. It throws {@link ChannelClosedException} if the
   * sender is closed without having sent.
   *
   * @param <T> the type of the value
   */
  public static final class Receiver<T extends @Nullable Object> extends OneshotCell<T>
      implements Future<T>, AutoCloseable {
    private boolean ended;
    private boolean cancelled;

    private Receiver() {}

    @Override
    public Poll<T> poll(Context cx) {
      if (ended) {
        throw cancelled
            ? PollAfterEndException.cancelled(this)
            : PollAfterEndException.completed(this);
      }
      if (!cx.proceed()) {
        return Poll.pending();
      }
      Poll<T> poll = take(cx.waker());
      if (poll == null) {
        ended = true;
        throw new ChannelClosedException(
            "the sender of this oneshot was closed without sending, so there will be no value: send"
                + " one before close(), or handle this with recover");
      }
      if (poll.isReady()) {
        ended = true;
        cx.spend();
      }
      return poll;
    }

    /** Gives up receiving: {@link Sender#send} returns false from now on. */
    @Override
    public void cancel() {
      if (!ended) {
        ended = true;
        cancelled = true;
        leave();
      }
    }

    /** As {@link #cancel}; it does nothing if the value was received. */
    @Override
    public void close() {
      cancel();
    }

    @Override
    public String toString() {
      return "Oneshot.Receiver";
    }
  }
}
