package dev.pollux.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the halves of an {@link Mpsc} share. */
final class MpscCore<T> {
  /*
   * Each message holds a permit from before it is sent until it is received, in a channel without
   * bounds, too (it has more permits than can ever be held). So "all permits are free" says that
   * nothing is in the queue and nothing on its way into it, and a channel is at its end when that is
   * so and no sender is left, or the receiver is closed: no message is lost that somebody was told
   * was sent.
   *
   *   who        step                                        then
   *   sender     takes a permit, puts the message            looks whether a receive waits: wakes it
   *   sender     the last is closed: senders becomes 0       the same
   *   sender     gives an unused permit back                 the same, if there may be an end
   *   receiver   sets its waker, lists itself in `waiting`   looks for a message, then for the end
   *
   *   Each is a volatile write followed by volatile reads of what the other side writes, so of two
   *   that meet at least one sees the other: no wake-up is lost. That holds too for a receive that
   *   is listed already and only sets its waker: a sender that reads the older one put its message
   *   before that, where the look finds it.
   */
  private static final long UNBOUNDED = Long.MAX_VALUE >> 4; // more than messages fit in memory

  final Permits permits;
  final Permits closing = new Permits(0); // none is ever given: closed together with the receiver
  private final long capacity;
  private final BlockQueue<T> queue;
  private final AtomicInteger senders = new AtomicInteger(1);

  // Held for a few links only; wakers are called after it.
  private final Object lock = new Object();
  private volatile @Nullable Receive<T, ?> waiting; // written under lock, read by any sender

  MpscCore(long capacity, int block) {
    this.capacity = capacity;
    this.permits = new Permits(capacity);
    this.queue = new BlockQueue<>(block);
  }

  static <T> MpscCore<T> unbounded() {
    return new MpscCore<>(UNBOUNDED, BlockQueue.BLOCK);
  }

  /** Sends with a permit that the caller holds; the message takes it over. */
  void put(T message) {
    queue.offer(message);
    wakeReceiver();
  }

  /** A permit was held and not used. */
  void giveBack() {
    permits.release();
    if (hasNoSenders()) {
      wakeReceiver();
    }
  }

  /** A message whose permit goes back, or null. The receiver only. */
  @Nullable T take() {
    T message = queue.poll();
    if (message != null) {
      permits.release();
    }
    return message;
  }

  /** Whether no message is there and none can come. The receiver only. */
  boolean isAtEnd() {
    return hasNoSenders() && permits.free() == capacity;
  }

  static ChannelClosedException receiverClosed() {
    return new ChannelClosedException(
        "the receiver of this channel is closed, so the message was not sent: stop sending, or keep"
            + " the receiver open for as long as there are senders");
  }

  /** How many messages there may be, or the largest int if there is no limit. */
  int capacity() {
    return (int) Math.min(capacity, Integer.MAX_VALUE);
  }

  boolean isClosed() {
    return permits.isClosed();
  }

  private boolean hasNoSenders() {
    return senders.get() == 0 || permits.isClosed();
  }

  void addSender() {
    senders.incrementAndGet();
  }

  void removeSender() {
    if (senders.decrementAndGet() == 0) {
      wakeReceiver();
    }
  }

  void closeReceiver() {
    permits.close();
    closing.close();
    wakeReceiver();
  }

  long size() {
    return queue.size();
  }

  /**
   * Puts a receive among those that are woken. There should be one, since a receiver belongs to one
   * task. Should there be more, all of them are woken: nobody is forgotten, and one that was
   * abandoned without cancelling takes no wake-up from another.
   */
  void await(Receive<T, ?> receive) {
    synchronized (lock) {
      if (!receive.listed) {
        receive.listed = true;
        receive.next = waiting;
        waiting = receive;
      }
    }
  }

  void forget(Receive<T, ?> receive) {
    synchronized (lock) {
      if (!receive.listed) {
        return;
      }
      if (waiting == receive) {
        waiting = receive.next;
      } else {
        Receive<T, ?> before = waiting;
        while (before.next != receive) {
          before = before.next;
        }
        before.next = receive.next;
      }
      receive.unlisted();
    }
  }

  private void wakeReceiver() {
    if (waiting == null) {
      return;
    }
    Receive<T, ?> woken;
    List<Receive<T, ?>> others = List.of();
    synchronized (lock) {
      woken = waiting;
      waiting = null;
      if (woken == null) {
        return;
      }
      if (woken.next != null) {
        others = new ArrayList<>();
        for (Receive<T, ?> other = woken.next; other != null; other = other.next) {
          others.add(other);
        }
        others.forEach(Receive::unlisted);
      }
      woken.unlisted();
    }
    woken.wake();
    others.forEach(Receive::wake);
  }
}
