package dev.pollux.sync;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
   *   receiver   publishes its receive in `waiting`          looks for a message, then for the end
   *
   *   Each is a volatile write followed by volatile reads of what the other side writes, so of two
   *   that meet at least one sees the other: no wake-up is lost.
   */
  private static final long UNBOUNDED = Long.MAX_VALUE >> 4; // more than messages fit in memory

  final Permits permits;
  private final long capacity;
  private final BlockQueue<T> queue;
  private final AtomicInteger senders = new AtomicInteger(1);
  private final AtomicReference<@Nullable Receive<T>> waiting = new AtomicReference<>();

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
    wakeReceiver();
  }

  long size() {
    return queue.size();
  }

  /**
   * Makes a receive the one that is woken. There is one place: should another receive of the same
   * channel wait there, it is woken, so that it finds out instead of waiting for ever.
   */
  void await(Receive<T> receive) {
    Receive<T> before = waiting.getAndSet(receive);
    if (before != null && before != receive) {
      before.wake();
    }
  }

  void forget(Receive<T> receive) {
    waiting.compareAndSet(receive, null);
  }

  private void wakeReceiver() {
    if (waiting.get() != null) {
      Receive<T> receive = waiting.getAndSet(null);
      if (receive != null) {
        receive.wake();
      }
    }
  }
}
