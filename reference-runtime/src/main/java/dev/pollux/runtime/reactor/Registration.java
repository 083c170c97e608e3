package dev.pollux.runtime.reactor;

import dev.pollux.Context;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel's readiness, and who waits for it. A future tries its operation while
 * {@link #readiness} says that it may succeed, {@linkplain #clear takes that back} when the
 * operation would block, and {@linkplain #await waits}.
 *
 * <p>The channel meets a selector only when a future first has to wait: that of the runtime which
 * polls the future. If another runtime polls later, the registration moves there.
 *
 * <p>In steady state, when the channel is registered and armed, no operation takes a lock.
 */
public final class Registration extends Readiness {

  private static final int READ_OPS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITE_OPS = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final SelectableChannel channel;
  private final Waiters readers = new Waiters();
  private final Waiters writers = new Waiters();

  // written under the lock. Read without it by await(): an armed channel is bound, and whichever
  // reactor it is bound to wakes its waiters
  private volatile @Nullable Reactor reactor;

  // guarded by this; no code of others runs under it but the JDK's
  private @Nullable SelectionKey key;
  private boolean connecting;

  /**
   * Registers nothing yet.
   *
   * @param channel in non-blocking mode
   */
  public Registration(SelectableChannel channel) {
    this.channel = channel;
  }

  /** The channel is about to connect: until {@link #connected} writing means that. */
  public synchronized void connecting() {
    connecting = true;
    setReady(Direction.WRITE, false);
  }

  /** The channel is connected, and may be written to. */
  public synchronized void connected() {
    connecting = false;
    setReady(Direction.WRITE, true);
    if (isArmed(readiness(), Direction.WRITE)) {
      setUnarmed(Direction.WRITE);
      loseInterest(Direction.WRITE);
    }
  }

  /**
   * Makes the future wait until the direction is ready, or gives it its new waker.
   *
   * @param waiter the future
   * @param direction what it waits for
   * @param cx of the poll that found the direction not ready
   * @return false if it is ready now: the caller tries again
   * @throws IOException if the channel cannot be waited for, because its runtime is closed
   */
  public boolean await(Waiter waiter, Direction direction, Context cx) throws IOException {
    Reactor polls = cx.service(Reactor.class);
    while (true) {
      if (reactor != polls || !isArmed(readiness(), direction)) {
        if (!bindAndArm(polls, direction)) {
          // The selector still holds a cancelled key of this channel, until its next turn.
          cx.waker().wake();
          return true;
        }
      }
      waiters(direction).put(waiter, cx.waker());
      if (polls.isClosed()) {
        // Its close may have gone over the keys before this one was there.
        waiters(direction).remove(waiter);
        throw new ClosedRuntimeException();
      }
      int now = readiness();
      if (isReady(now, direction)) {
        return false;
      }
      if (isArmed(now, direction)) {
        return true;
      }
    }
  }

  /**
   * The future waits no longer.
   *
   * @param waiter the future
   * @param direction what it waited for
   */
  public void forget(Waiter waiter, Direction direction) {
    waiters(direction).remove(waiter);
  }

  /**
   * Wakes everybody: the channel is closed. The selector, if one holds the channel's key, is made
   * to let go of it, since the descriptor is not given back before.
   */
  public void close() {
    Wakers woken = new Wakers(2);
    Reactor holds;
    synchronized (this) {
      setClosed();
      readers.takeAll(woken);
      writers.takeAll(woken);
      holds = key == null ? null : reactor;
      if (key != null) {
        key.cancel();
      }
    }
    if (holds != null) {
      holds.cancelled(channel);
    }
    woken.wakeAll();
  }

  private Waiters waiters(Direction direction) {
    return direction == Direction.READ ? readers : writers;
  }

  // ---- the key

  /** False: try again when the selector has had a turn. */
  private boolean bindAndArm(Reactor polls, Direction direction) throws IOException {
    Wakers elsewhere = new Wakers(2);
    try {
      synchronized (this) {
        if (!bind(polls, elsewhere)) {
          return false;
        }
        arm(direction, polls);
        return true;
      }
    } finally {
      elsewhere.wakeAll();
    }
  }

  private boolean bind(Reactor polls, Wakers elsewhere) throws IOException {
    if (polls.isClosed()) {
      throw new ClosedRuntimeException();
    }
    if (key != null && reactor == polls && key.selector() == polls.selector()) {
      return true;
    }
    leave(elsewhere);
    reactor = polls;
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

  private void leave(Wakers elsewhere) {
    setUnarmed(Direction.READ);
    setUnarmed(Direction.WRITE);
    if (key != null) {
      key.cancel();
      key = null;
      readers.takeAll(elsewhere);
      writers.takeAll(elsewhere);
    }
  }

  private void arm(Direction direction, Reactor polls) throws ClosedChannelException {
    SelectionKey armed = key;
    if (armed == null || isArmed(readiness(), direction)) {
      return;
    }
    try {
      armed.interestOpsOr(operation(direction));
    } catch (CancelledKeyException e) {
      throw new ClosedChannelException();
    }
    setArmed(direction);
    polls.changed();
  }

  private void loseInterest(Direction direction) {
    SelectionKey armed = key;
    if (armed != null && armed.isValid()) {
      armed.interestOpsAnd(direction == Direction.READ ? ~READ_OPS : ~WRITE_OPS);
    }
  }

  private int operation(Direction direction) {
    if (direction == Direction.READ) {
      return channel.validOps() & READ_OPS;
    }
    return connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE;
  }

  // ---- the poller

  /** An event of the key, or of one that this registration had before: that costs one try. */
  void ready(SelectionKey reported, Reactor reports) {
    int ops = reported.isValid() ? reported.readyOps() : READ_OPS | WRITE_OPS;
    boolean read = (ops & READ_OPS) != 0;
    boolean write = (ops & WRITE_OPS) != 0;
    int bits = (read ? Direction.READ.bit : 0) | (write ? Direction.WRITE.bit : 0);
    int before = event(bits, reports.weight());
    if (read) {
      readers.takeAll(reports.wakers());
    }
    if (write) {
      writers.takeAll(reports.wakers());
    }
    if ((before & bits) != 0) {
      reports.countUnused();
      disarmIdle();
    }
  }

  private void disarmIdle() {
    int now = readiness();
    if (isIdle(now, Direction.READ)) {
      disarm(Direction.READ);
    }
    if (isIdle(now, Direction.WRITE)) {
      disarm(Direction.WRITE);
    }
  }

  private synchronized void disarm(Direction direction) {
    if (setUnarmedIfIdle(direction)) {
      loseInterest(direction);
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
      setUnarmed(Direction.READ);
      setUnarmed(Direction.WRITE);
      shutdown(moves);
    }
  }

  /** Nobody will report readiness any more: who waits is woken, and finds out why. */
  void shutdown(Reactor closes) {
    readers.takeAll(closes.wakers());
    writers.takeAll(closes.wakers());
  }
}
