package dev.pollux.runtime.reactor;

import dev.pollux.Context;
import dev.pollux.Waker;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel's readiness, and who waits for it. A future tries its operation while
 * {@link #readiness} says that it may succeed, {@linkplain #clear takes that back} when the
 * operation would block, and {@linkplain #await waits}.
 *
 * <p>The channel meets a selector only when a future first has to wait: that of the runtime which
 * polls the future. If another runtime polls later, the registration moves there.
 */
public final class Registration {

  /*
   *   word = tick << 8 | CLOSED | WRITE | READ
   *
   *   who      transition                        how               publishes
   *   poller   bit set, tick + 1 (an event)      under the lock    that an operation may succeed
   *   future   bit cleared, at the tick it saw   under the lock    that it would block. Had an event come
   *                                                                between, the tick is another, and the
   *                                                                bit stays
   *   closer   CLOSED                            under the lock    every waiter is woken once it is set
   *   future   reads the word                    volatile
   *
   *   No event is lost: await() queues the waiter and arms the key, then looks at the word once more,
   *   all under the lock; an event that comes later finds the waiter in the queue.
   *
   *   Selectors report readiness again and again as long as it lasts (they are level-triggered). A key
   *   stays armed while futures use up what is reported, which costs no system call per operation. An
   *   event for a bit that is still set means that nobody does: that direction is disarmed, and armed
   *   again by the next await().
   *
   *   A channel starts as ready both ways: the first operation is tried at once.
   */
  private static final int CLOSED = 4;
  private static final int TICK_SHIFT = 8;
  private static final int TICK = 1 << TICK_SHIFT;
  private static final int READY_MASK = Direction.READ.bit | Direction.WRITE.bit;

  private static final int READ_OPS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITE_OPS = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final SelectableChannel channel;

  // written under the lock
  private volatile int word = READY_MASK;

  // guarded by this; no code of others runs under it but the JDK's
  private final Waiters readers = new Waiters();
  private final Waiters writers = new Waiters();
  private @Nullable Reactor reactor;
  private @Nullable SelectionKey key;
  private boolean connecting;
  private int armed;

  /**
   * Registers nothing yet.
   *
   * @param channel in non-blocking mode
   */
  public Registration(SelectableChannel channel) {
    this.channel = channel;
  }

  /**
   * What is known now.
   *
   * @return a word for {@link #isReady} and {@link #clear}
   */
  public int readiness() {
    return word;
  }

  /**
   * Whether an operation in that direction may succeed. A closed channel is ready for anything: the
   * operation says that it is closed.
   *
   * @param readiness from {@link #readiness}
   * @param direction of the operation
   * @return true if it is worth a try
   */
  public static boolean isReady(int readiness, Direction direction) {
    return (readiness & (direction.bit | CLOSED)) != 0;
  }

  /**
   * An operation would have blocked.
   *
   * @param seen the readiness read before the operation: if an event came since, nothing changes
   * @param direction of the operation
   */
  public synchronized void clear(int seen, Direction direction) {
    if (word >>> TICK_SHIFT == seen >>> TICK_SHIFT) {
      word = word & ~direction.bit;
    }
  }

  /** The channel is about to connect: until {@link #connected} writing means that. */
  public synchronized void connecting() {
    connecting = true;
    word = word & ~Direction.WRITE.bit;
  }

  /** The channel is connected, and may be written to. */
  public synchronized void connected() {
    connecting = false;
    word = word | Direction.WRITE.bit;
    disarm(Direction.WRITE);
  }

  /**
   * Queues the future until the direction is ready, or gives it its new waker.
   *
   * @param waiter the future
   * @param direction what it waits for
   * @param cx of the poll that found the direction not ready
   * @return false if it is ready now: the caller tries again
   * @throws IOException if the channel cannot be waited for, because its runtime is closed
   */
  public boolean await(Waiter waiter, Direction direction, Context cx) throws IOException {
    Reactor polls = cx.service(Reactor.class);
    List<Waker> elsewhere = List.of();
    try {
      synchronized (this) {
        if (isReady(word, direction)) {
          return false;
        }
        if (!isBound(polls)) {
          elsewhere = Waiters.list();
        }
        if (!bind(polls, elsewhere)) {
          // The selector still holds a cancelled key of this channel, until its next turn.
          elsewhere.add(cx.waker());
          return true;
        }
        waiters(direction).put(waiter, cx.waker());
        arm(direction);
        if (polls.isClosed()) {
          // Its close may have gone over the keys before this one was there.
          waiters(direction).remove(waiter);
          throw new ClosedRuntimeException();
        }
        return true;
      }
    } finally {
      elsewhere.forEach(Waiters::wake);
    }
  }

  /**
   * Takes a future out of the queue, if it is in.
   *
   * @param waiter the future
   * @param direction what it waited for
   */
  public synchronized void forget(Waiter waiter, Direction direction) {
    waiters(direction).remove(waiter);
  }

  /**
   * Wakes everybody: the channel is closed. The selector, if one holds the channel's key, is made
   * to let go of it at once, since the descriptor is not given back before.
   */
  public void close() {
    List<Waker> woken = Waiters.list();
    Reactor holds;
    synchronized (this) {
      word = word | CLOSED;
      readers.takeAll(woken);
      writers.takeAll(woken);
      holds = reactor;
      if (key != null) {
        key.cancel();
      }
    }
    if (holds != null) {
      holds.changed();
    }
    woken.forEach(Waiters::wake);
  }

  private Waiters waiters(Direction direction) {
    return direction == Direction.READ ? readers : writers;
  }

  // ---- under the lock

  private boolean isBound(Reactor polls) {
    return key != null && reactor == polls && key.selector() == polls.selector();
  }

  /** False: try again when the selector has had a turn. */
  private boolean bind(Reactor polls, List<Waker> elsewhere) throws IOException {
    if (polls.isClosed()) {
      throw new ClosedRuntimeException();
    }
    if (isBound(polls)) {
      return true;
    }
    if (key != null) {
      key.cancel();
      readers.takeAll(elsewhere);
      writers.takeAll(elsewhere);
    }
    reactor = polls;
    armed = 0;
    try {
      Selector selector;
      do {
        selector = polls.selector();
        key = channel.register(selector, 0, this);
      } while (selector != polls.selector());
      return true;
    } catch (CancelledKeyException stillThere) {
      key = null;
      polls.wakeup();
      return false;
    } catch (ClosedSelectorException closing) {
      key = null;
      throw new ClosedRuntimeException();
    }
  }

  private void arm(Direction direction) throws ClosedChannelException {
    if ((armed & direction.bit) != 0 || key == null || reactor == null) {
      return;
    }
    try {
      key.interestOpsOr(operation(direction));
    } catch (CancelledKeyException e) {
      throw new ClosedChannelException();
    }
    armed |= direction.bit;
    reactor.changed();
  }

  private void disarm(Direction direction) {
    if ((armed & direction.bit) != 0 && key != null && key.isValid()) {
      key.interestOpsAnd(direction == Direction.READ ? ~READ_OPS : ~WRITE_OPS);
    }
    armed &= ~direction.bit;
  }

  private int operation(Direction direction) {
    if (direction == Direction.READ) {
      return channel.validOps() & READ_OPS;
    }
    return connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE;
  }

  // ---- the poller

  void ready(SelectionKey reported, Reactor reports) {
    synchronized (this) {
      if (reported != key) {
        return;
      }
      int ops = reported.isValid() ? reported.readyOps() : READ_OPS | WRITE_OPS;
      word += TICK;
      if ((ops & READ_OPS) != 0) {
        ready(Direction.READ, reports);
      }
      if ((ops & WRITE_OPS) != 0) {
        ready(Direction.WRITE, reports);
      }
    }
  }

  private void ready(Direction direction, Reactor reports) {
    if ((word & direction.bit) != 0) {
      disarm(direction);
    }
    word = word | direction.bit;
    Waiters waiters = waiters(direction);
    for (Waker waker = waiters.takeFirst(); waker != null; waker = waiters.takeFirst()) {
      reports.collect(waker);
    }
  }

  /** To the reactor's new selector. */
  synchronized void move(Selector old, Reactor moves) {
    if (key == null || key.selector() != old || !key.isValid()) {
      return;
    }
    int ops = key.interestOps();
    key.cancel();
    try {
      key = channel.register(moves.selector(), ops, this);
    } catch (IOException | RuntimeException closed) {
      key = null;
      shutdown(moves);
    }
  }

  /** Nobody will report readiness any more: who waits is woken, and finds out why. */
  synchronized void shutdown(Reactor closes) {
    for (Waiters waiters : List.of(readers, writers)) {
      for (Waker waker = waiters.takeFirst(); waker != null; waker = waiters.takeFirst()) {
        closes.collect(waker);
      }
    }
  }
}
