package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the halves of an {@link Mpsc} share. */
final class MpscCore<T> extends MpscLayout.After<T> {
  /*
   *   head block        +--------------------+   +--------------------+   hint
   *   receiver -------> | taken taken  c  .. |-->|  ..  d  .  e       | <---------- senders
   *                     +--------------------+   +--------------------+
   *                             ^ head: next to take         ^ index: next to give out
   *
   * One word of the senders, `state`:
   *
   *    63                     30                 2          1         0
   *   +-----------------------+------------------+----------+---------+
   *   |  index, modulo 2^34   |  rooms           |  CLOSED  | WAITING |
   *   +-----------------------+------------------+----------+---------+
   *
   *   index    the place that the next message gets
   *   rooms    how many were let in without having a place yet: a Room, a send that was waiting
   *
   *   The channel is full if index - head + rooms is the capacity. So a send is one access, the CAS
   *   that takes a place, and a receive makes room by the mere fact that head moves: nobody writes
   *   the word of the other side. The senders keep in `seen` how far head was when they last looked,
   *   and look again only when that is not far enough.
   *
   *   who        transition                         mode (least)  publishes / why that is enough
   *   sender     read hint                          acquire       the block; read BEFORE the index: its
   *                                                               start was at most the index then, so
   *                                                               the walk to the index is forward
   *   sender     append a block                     CAS release   its start; who loses takes the winner's
   *   sender     hint -> the index's block          CAS release   the block; only forward, and before a
   *                                                               message is put there
   *   sender     index + 1, neither flag            CAS           nothing: it makes us the only writer
   *   sender     rooms + 1, neither flag            CAS           the same for a place to come
   *   sender     index + 1, rooms - 1               CAS           a room becomes a message
   *   sender     rooms - 1                          RMW           a room not used. It reads WAITING in
   *                                                               the same access and hands on
   *   sender     write slot, look for `waiting`     volatile      the message; see below
   *   receiver   read slot                          volatile      as above
   *   receiver   leave a block: next = itself       volatile      that it was left. There is a message in
   *                                                               the next, so the hint is there: a
   *                                                               sender that comes here begins again
   *   receiver   head + 1, look for `queued`        volatile      see below
   *   lock       WAITING, `queued`, look at head    volatile      see below
   *   lock       rooms + 1, WAITING                 CAS           for the head of the queue
   *   lock       CLOSED                             RMW           final; refuses all who wait
   *
   *   Two times each side writes one thing and then reads what the other writes: slot and `waiting`,
   *   head and `queued`. All four accesses are volatile, so at least one of two that meet sees the
   *   other: the receiver finds the message or is woken, the sender finds room or is let in. That
   *   holds too for a receive that is listed already and only sets its waker: a sender that reads
   *   the older one put its message before that, where the look finds it.
   *
   *   A place that was given out but not written looks empty to the receiver, who then waits although
   *   later ones may be full: the sender of the empty one is sure to write it, and to wake after that.
   *
   *   The end: no sender is left or the receiver is closed, nobody waits, index is head and rooms is 0.
   *   Then nothing is in the channel and nothing on its way into it. Who makes the last of these true
   *   wakes the receiver.
   *
   *   Who is let in while the receiver is polled is woken after that poll (Context.defer), all in one
   *   go: a wake-up for each message that was taken would send a task from core to core for each.
   *
   *   Checked by MpscTest, ChannelsStressTest and MpscJcstress.
   */
  private static final long WAITING = 1;
  private static final long CLOSED = 2;
  private static final long ROOM = 4;
  private static final int ROOM_SHIFT = 2;
  private static final int INDEX_SHIFT = 30;
  private static final long INDEX = 1L << INDEX_SHIFT;
  private static final long MOST_ROOMS = INDEX / ROOM - 1;
  private static final long INDEX_MASK = -1L >>> INDEX_SHIFT;
  private static final long UNBOUNDED = (INDEX_MASK >> 1) - MOST_ROOMS; // more than memory holds

  private static final VarHandle SENDERS;

  static {
    try {
      SENDERS =
          MethodHandles.lookup()
              .findVarHandle(MpscCore.class, "senders", int.class)
              .withInvokeExactBehavior();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Permits closing = new Permits(0); // none is ever given: closed together with the receiver
  private final long capacity;
  private final int mask;

  private volatile int senders = 1;

  // Written with the lock held, read by any sender.
  private volatile @Nullable Receive<T, ?> waiting;

  // Written with the lock held, read by the receiver: WAITING, on a line that senders do not write.
  private volatile boolean queued;

  // Guarded by the lock: who was let in and is woken by `wakeLetIn`.
  private final Waker wakeLetIn = this::wakeLetIn;
  private @Nullable Waiter firstLetIn;
  private @Nullable Waiter lastLetIn;

  MpscCore(long capacity, int block) {
    this(capacity, block, 0);
  }

  /**
   * A channel whose blocks and first index tests choose, to reach their ends sooner.
   *
   * @param capacity how many messages it holds
   * @param block the size of a block, a power of two
   * @param origin the first index, a multiple of the size
   */
  MpscCore(long capacity, int block, long origin) {
    super(new Block<>(origin, block));
    this.capacity = capacity;
    this.mask = block - 1;
    this.state = origin << INDEX_SHIFT;
  }

  static <T> MpscCore<T> unbounded() {
    return new MpscCore<>(UNBOUNDED, Block.SIZE);
  }

  // ---- sending

  /** Sends, if there is room and nobody waits for it. */
  boolean trySend(T message) {
    Block<T> from = hint; // before the index is read
    long word = state;
    while ((word & (WAITING | CLOSED)) == 0) {
      if (hasRoom(word)) {
        long index = index(from, word);
        Block<T> block = block(from, index);
        if (block == null) {
          from = hint;
          word = state;
          continue;
        }
        long was = exchangeState(word, word + INDEX);
        if (was == word) {
          put(block, index, message);
          return true;
        }
        word = was;
      } else {
        long now = state;
        if (now == word) {
          return false;
        }
        word = now;
      }
    }
    return false;
  }

  /** Sends with a room that the caller holds; the message takes it over. */
  void send(T message) {
    Block<T> from = hint; // before the index is read
    long word = state;
    while (true) {
      long index = index(from, word);
      Block<T> block = block(from, index);
      if (block == null) {
        from = hint;
        word = state;
        continue;
      }
      long was = exchangeState(word, word + INDEX - ROOM);
      if (was == word) {
        put(block, index, message);
        break;
      }
      word = was;
    }
    if (rooms(word) == MOST_ROOMS && (word & WAITING) != 0) {
      handOn(); // it was not for want of capacity that they wait
    }
  }

  /** All of the bits of the word's index. */
  private static long index(Block<?> from, long word) {
    return from.start + (((word >>> INDEX_SHIFT) - from.start) & INDEX_MASK);
  }

  /**
   * Where the index is; null if the receiver has left the block to begin with, so that the hint is
   * further. It is made before the index is taken, so that want of memory leaves no gap.
   */
  private @Nullable Block<T> block(Block<T> from, long index) {
    long start = index & ~mask;
    Block<T> block = from;
    while (block != null && block.start != start) {
      block = block.nextOrAppend();
    }
    if (block != null && block != from) {
      moveHint(from, block);
    }
    return block;
  }

  private void put(Block<T> block, long index, T message) {
    block.put((int) index & mask, message);
    if (waiting != null) {
      wakeReceiver();
    }
  }

  private void moveHint(Block<T> seenHint, Block<T> to) {
    Block<T> from = seenHint;
    while (from.start < to.start) {
      Block<T> was = exchangeHint(from, to);
      if (was == from) {
        return;
      }
      from = was;
    }
  }

  /** Sure to be right only for a word that is still the state afterwards. */
  private boolean hasRoom(long word) {
    long known = seen();
    if (held(word, known) < capacity && rooms(word) < MOST_ROOMS) {
      return true;
    }
    long now = head;
    if (now != known) {
      moveSeen(known, now); // never back: head did not move back either
    }
    return held(word, now) < capacity && rooms(word) < MOST_ROOMS;
  }

  private static long held(long word, long taken) {
    return (((word >>> INDEX_SHIFT) - taken) & INDEX_MASK) + rooms(word);
  }

  private static long rooms(long word) {
    return (word >>> ROOM_SHIFT) & MOST_ROOMS;
  }

  // ---- the gate: room for one message

  @Override
  boolean tryAcquire() {
    return addRoom(WAITING | CLOSED);
  }

  @Override
  boolean take() {
    return addRoom(0);
  }

  private boolean addRoom(long forbidden) {
    long word = state;
    while ((word & forbidden) == 0) {
      if (hasRoom(word)) {
        long was = exchangeState(word, word + ROOM);
        if (was == word) {
          return true;
        }
        word = was;
      } else {
        long now = state;
        if (now == word) {
          return false;
        }
        word = now;
      }
    }
    return false;
  }

  @Override
  void release() {
    long before = addToState(-ROOM);
    if ((before & WAITING) != 0) {
      handOn();
    }
    wakeAtEnd();
  }

  @Override
  boolean isClosed() {
    return (state & CLOSED) != 0;
  }

  @Override
  boolean markWaiting(boolean alone) {
    if (!alone) {
      return true; // the mark is there
    }
    if (!queued) {
      queued = true;
      setInState(WAITING);
      return false; // it is there now: look at the room again
    }
    return true;
  }

  @Override
  void clearWaiting() {
    if (queued) {
      queued = false;
      clearInState(WAITING);
    }
  }

  /** Somebody who was let in or waited has given up. */
  void wakeAtEnd() {
    if (hasNoSenders()) {
      wakeReceiver();
    }
  }

  // ---- receiving: the receiver only

  /** The next message, or null. Who is let in by that is woken after the poll, if it is in one. */
  @Nullable T receive(@Nullable Context cx) {
    long index = ownHead();
    Block<T> left = null;
    Block<T> block = headBlock;
    if (index - block.start > mask) {
      left = block;
      block = block.next();
      if (block == null) {
        return null;
      }
    }
    int offset = (int) index & mask;
    T message = block.get(offset);
    if (message == null) {
      return null;
    }
    if (left != null) {
      headBlock = block;
      left.leave();
    }
    block.clear(offset);
    head = index + 1;
    if (queued) {
      letInAfterPoll(cx);
    }
    return message;
  }

  private void letInAfterPoll(@Nullable Context cx) {
    if (cx == null) {
      handOn();
      return;
    }
    if (keepLetIn()) {
      cx.defer(wakeLetIn);
    }
  }

  /** True if they are the first that are kept, so that somebody has to wake them. */
  private synchronized boolean keepLetIn() {
    boolean first = lastLetIn == null;
    for (Waiter chain = letIn(); chain != null; chain = letIn()) {
      if (lastLetIn == null) {
        firstLetIn = chain;
      } else {
        lastLetIn.next = chain;
      }
      while (chain.next != null) {
        chain = chain.next;
      }
      lastLetIn = chain;
    }
    return first && lastLetIn != null;
  }

  private void wakeLetIn() {
    Waiter chain;
    synchronized (this) {
      chain = firstLetIn;
      firstLetIn = null;
      lastLetIn = null;
    }
    wakeAll(chain);
  }

  /** Whether no message is there and none can come. */
  boolean isAtEnd() {
    if (!hasNoSenders()) {
      return false;
    }
    long word = state;
    return (word & WAITING) == 0 && held(word, head) == 0;
  }

  /** How many messages were given a place and not taken; out of date at once. */
  long size() {
    long taken = head;
    return (((state >>> INDEX_SHIFT) - taken) & INDEX_MASK);
  }

  /** How many messages there may be, or the largest int if there is no limit. */
  int capacity() {
    return (int) Math.min(capacity, Integer.MAX_VALUE);
  }

  /**
   * Puts a receive among those that are woken. There should be one, since a receiver belongs to one
   * task. Should there be more, all of them are woken: nobody is forgotten, and one that was
   * abandoned without cancelling takes no wake-up from another.
   */
  synchronized void await(Receive<T, ?> receive) {
    if (!receive.listed) {
      receive.listed = true;
      receive.next = waiting;
      waiting = receive;
    }
  }

  synchronized void forget(Receive<T, ?> receive) {
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

  private void wakeReceiver() {
    if (waiting == null) {
      return;
    }
    Receive<T, ?> woken;
    List<Receive<T, ?>> others = List.of();
    synchronized (this) {
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

  // ---- the ends

  static ChannelClosedException receiverClosed() {
    return new ChannelClosedException(
        "the receiver of this channel is closed, so the message was not sent: stop sending, or keep"
            + " the receiver open for as long as there are senders");
  }

  private boolean hasNoSenders() {
    return senders == 0 || isClosed();
  }

  void addSender() {
    int before = (int) SENDERS.getAndAdd(this, 1);
    assert before >= 0 : before;
  }

  void removeSender() {
    if ((int) SENDERS.getAndAdd(this, -1) == 1) {
      wakeReceiver();
    }
  }

  void closeReceiver() {
    Waiter refused;
    synchronized (this) {
      setInState(CLOSED);
      refused = refuseAll();
      clearWaiting();
    }
    wakeAll(refused);
    closing.close();
    wakeReceiver();
  }
}
