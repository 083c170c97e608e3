package dev.pollux.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A worker's own run queue: a ring that its owner fills at the tail and empties at the head, and
 * from whose head other workers steal half at a time. First in, first out.
 *
 * <p>The algorithm is Tokio's (its multi_thread/queue.rs): two positions share the head word, so
 * that a thief can claim a range with one CAS and copy it in its own time.
 */
final class LocalQueue extends Padding {

  /*
   *   index:      steal              real                 tail
   *   slots:  ...   | being copied    |  may be taken      |  free ...
   *               by the one thief      by pop or a thief
   *
   *   head = steal << 32 | real.  steal == real: no thief is at work.
   *
   *   who     transition                       mode              publishes
   *   owner   tail + 1  (push)                 release           the slot, to who reads tail by acquire
   *   owner   real + 1  (pop)                  CAS               nothing: it reads and clears its own slot
   *   thief   real + n  (claim)                CAS               that the range is this thief's alone
   *   thief   steal := real  (done)            CAS               the cleared slots, to the owner's push,
   *                                                              which reads head by acquire
   *   owner   steal = real = tail (overflow)   CAS               that the whole ring is the owner's; then
   *                                                              tail + half gives back the first half
   *
   *   Between claim and done a thief allocates nothing and calls nothing that could throw: a claim that
   *   is never given up would close the ring to thieves and to its owner for good.
   *   A slot is cleared by who took its task: the ring keeps no finished task alive.
   *   The positions are 32 bits wide and wrap; only differences are compared.
   */
  static final int CAPACITY = 256;

  private static final VarHandle HEAD;
  private static final VarHandle TAIL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(LocalQueue.class, "head", long.class);
      TAIL = lookup.findVarHandle(LocalQueue.class, "tail", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // any thread, through HEAD and TAIL; tail is written by the owner alone
  private long head;
  private int tail;

  private final @Nullable Task<?>[] slots;
  private final int mask;

  LocalQueue() {
    this(CAPACITY);
  }

  /** A power of two; small ones let a test reach wrap and overflow. */
  LocalQueue(int capacity) {
    if (Integer.bitCount(capacity) != 1 || capacity < 2) {
      throw Misuse.range("capacity", capacity, "a power of two from 2 up");
    }
    slots = new Task<?>[capacity];
    mask = capacity - 1;
  }

  private static int steal(long head) {
    return (int) (head >>> 32);
  }

  private static int real(long head) {
    return (int) head;
  }

  private static long pack(int steal, int real) {
    return ((long) steal << 32) | (real & 0xFFFF_FFFFL);
  }

  private long headAcquire() {
    return (long) HEAD.getAcquire(this);
  }

  private boolean casHead(long expected, long next) {
    return HEAD.compareAndSet(this, expected, next);
  }

  private int tailAcquire() {
    return (int) TAIL.getAcquire(this);
  }

  private void setTailRelease(int next) {
    TAIL.setRelease(this, next);
  }

  /** Any thread; exact for the owner only. */
  boolean isEmpty() {
    return size() == 0;
  }

  /** Any thread; exact for the owner only. */
  int size() {
    int now = real(headAcquire());
    return Math.max(0, tailAcquire() - now);
  }

  /** Any thread: the position behind the last task. */
  int end() {
    return tailAcquire();
  }

  /** Any thread: every task that was before that position is gone from the ring. */
  boolean hasPassed(int end) {
    return real(headAcquire()) - end >= 0;
  }

  /** Owner only: how many more fit. */
  int free() {
    return slots.length - (tail - steal(headAcquire()));
  }

  /** Owner only. When the ring is full, its second half and the task go to the injector. */
  void push(Task<?> task, Injector overflow) {
    int tail = this.tail;
    while (true) {
      long now = headAcquire();
      if (tail - steal(now) < slots.length) {
        slots[tail & mask] = task;
        setTailRelease(tail + 1);
        return;
      }
      if (steal(now) != real(now)) {
        // A thief is about to make room, but waiting for another thread is not for a worker.
        overflow.push(task);
        return;
      }
      if (overflow(task, now, tail, overflow)) {
        return;
      }
    }
  }

  /**
   * The second half leaves, not the first: what came last from the injector must not go straight
   * back there past what has waited longer.
   */
  private boolean overflow(Task<?> task, long now, int tail, Injector overflow) {
    TaskList batch = new TaskList();
    StackRoom.ensure(); // between the claim and the hand-over the half of a ring is nowhere
    if (!casHead(now, pack(tail, tail))) {
      return false;
    }
    int half = slots.length / 2;
    for (int i = half; i < slots.length; i++) {
      int slot = (tail + i) & mask;
      Task<?> moved = slots[slot];
      slots[slot] = null;
      batch.addLast(moved);
    }
    setTailRelease(tail + half);
    batch.addLast(task);
    overflow.pushAll(batch);
    return true;
  }

  /** Owner only. */
  @Nullable Task<?> pop() {
    while (true) {
      long now = headAcquire();
      int real = real(now);
      if (real == tail) {
        return null;
      }
      int steal = steal(now);
      int next = real + 1;
      if (casHead(now, pack(steal == real ? next : steal, next))) {
        int slot = real & mask;
        Task<?> task = slots[slot];
        slots[slot] = null;
        return task;
      }
    }
  }

  /**
   * Called by the owner of {@code target}: moves half of this ring, rounded up, into it.
   *
   * @return the last of the stolen tasks, which is not put into {@code target}; null if there was
   *     nothing to steal, if another thief is at work, or if {@code target} is more than half full
   */
  @Nullable Task<?> stealInto(LocalQueue target) {
    int targetTail = target.tail;
    if (targetTail - steal(target.headAcquire()) > target.slots.length / 2) {
      return null;
    }
    long now;
    int count;
    do {
      now = headAcquire();
      int available = tailAcquire() - real(now);
      count = available - available / 2;
      if (steal(now) != real(now) || count <= 0) {
        return null;
      }
    } while (!casHead(now, pack(steal(now), real(now) + count)));

    int first = real(now);
    for (int i = 0; i < count; i++) {
      int slot = (first + i) & mask;
      target.slots[(targetTail + i) & target.mask] = slots[slot];
      slots[slot] = null;
    }
    do {
      now = headAcquire();
    } while (!casHead(now, pack(real(now), real(now))));

    int last = targetTail + count - 1;
    Task<?> task = target.slots[last & target.mask];
    target.slots[last & target.mask] = null;
    if (count > 1) {
      target.setTailRelease(last);
    }
    return task;
  }
}
