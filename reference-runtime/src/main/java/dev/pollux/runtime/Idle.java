package dev.pollux.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who of the workers is parked, and how many look for work to steal. It decides whom a new task
 * wakes: nobody while somebody searches, else one, who counts as searching from then on. Nothing
 * here waits for anything.
 */
final class Idle extends Padding {

  /*
   *   word = unparked << 16 | searching          masks: a bit for each parked worker
   *
   *   who               transition                              mode        publishes
   *   parking worker    1. its bit set                          RMW, full
   *                     2. unparked - 1 (searching - 1)         RMW, full   that it will see no more pushes;
   *                                                                         the last searcher looks again
   *   notifier          1. unparked + 1, searching + 1          CAS, full   that one more is on its way: a
   *                                                                         claim to some bit
   *                     2. some bit cleared                     CAS, full   whom it wakes
   *   woken by driver   1. unparked + 1                         RMW, full   a claim as well
   *                     2. its own bit cleared                  CAS, full   that nobody else woke it. If a
   *                                                                         notifier did, the claim goes back
   *   worker            searching +- 1                          RMW, full
   *
   *   A notifier always finds a bit. Bits are set before the word is lowered and cleared after it was
   *   raised, so there are at all times as many bits as workers that the word calls parked, and one for
   *   each claim that is not settled yet.
   *
   *   No push is missed. The pusher publishes the task, fences, reads the word. The parking worker lowers
   *   the word by an RMW, then, as the last searcher, looks at every queue. Whoever of the two comes
   *   second sees the other. A worker that parks without having searched leaves it to those who do: it
   *   was refused only because others were searching, and the last of them looks. The word never calls a
   *   worker parked that is not, and calls one unparked too soon only while that worker is on its way.
   *
   *   The lowest index is woken first: the same few stay warm.
   */
  private static final int SEARCHING = 1;
  private static final int SEARCHING_MASK = 0xFFFF;
  private static final int UNPARKED_SHIFT = 16;
  private static final int UNPARKED = 1 << UNPARKED_SHIFT;

  static final int NOBODY = -1;

  private static final VarHandle WORD;
  private static final VarHandle MASKS = MethodHandles.arrayElementVarHandle(long[].class);

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(Idle.class, "word", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private int word; // through WORD
  private final int workers;
  private final long[] masks; // through MASKS

  Idle(int workers) {
    this.workers = workers;
    this.word = workers << UNPARKED_SHIFT;
    this.masks = new long[(workers + 63) / 64];
  }

  private static int searching(int word) {
    return word & SEARCHING_MASK;
  }

  private static int unparked(int word) {
    return word >>> UNPARKED_SHIFT;
  }

  private int word() {
    return (int) WORD.getVolatile(this);
  }

  private int addToWord(int delta) {
    return (int) WORD.getAndAdd(this, delta);
  }

  private boolean mayNotify(int word) {
    return searching(word) == 0 && unparked(word) < workers;
  }

  /**
   * Who has to be unparked because of a task that was just queued.
   *
   * @return the worker's index, or {@link #NOBODY}
   */
  int workerToNotify() {
    VarHandle.fullFence();
    int now = (int) WORD.getOpaque(this);
    if (!mayNotify(now)) {
      return NOBODY;
    }
    StackRoom.ensure(); // who is claimed has to be unparked, or nobody will be any more
    while (mayNotify(now)) {
      int was = (int) WORD.compareAndExchange(this, now, now + UNPARKED + SEARCHING);
      if (was == now) {
        return takeSomeBit();
      }
      now = was;
    }
    return NOBODY;
  }

  private int takeSomeBit() {
    for (int i = 0; ; i = (i + 1) % masks.length) {
      long mask = (long) MASKS.getVolatile(masks, i);
      while (mask != 0) {
        long was = (long) MASKS.compareAndExchange(masks, i, mask, mask & (mask - 1));
        if (was == mask) {
          return i * 64 + Long.numberOfTrailingZeros(mask);
        }
        mask = was;
      }
      Thread.onSpinWait();
    }
  }

  /**
   * Marks the worker as parked.
   *
   * @return true if it was the last that searched, and must look at every queue once more
   */
  boolean park(int worker, boolean searching) {
    MASKS.getAndBitwiseOr(masks, worker >> 6, 1L << worker);
    int before = addToWord(-UNPARKED - (searching ? SEARCHING : 0));
    return searching && searching(before) == 1;
  }

  /**
   * A worker that woke by itself takes its mark away.
   *
   * @return false if a notifier did so before: then the worker counts as searching
   */
  boolean unpark(int worker) {
    addToWord(UNPARKED);
    long bit = 1L << worker;
    if (((long) MASKS.getAndBitwiseAnd(masks, worker >> 6, ~bit) & bit) != 0) {
      return true;
    }
    addToWord(-UNPARKED);
    return false;
  }

  boolean isParked(int worker) {
    return ((long) MASKS.getVolatile(masks, worker >> 6) & (1L << worker)) != 0;
  }

  /** False: half of the workers search already, more would only disturb them. */
  boolean trySearch() {
    if (2 * searching(word()) >= workers) {
      return false;
    }
    addToWord(SEARCHING);
    return true;
  }

  /**
   * The worker found work.
   *
   * @return true if it was the last that searched, and should wake another in its place
   */
  boolean endSearch() {
    return searching(addToWord(-SEARCHING)) == 1;
  }

  boolean allParked() {
    return unparked(word()) == 0;
  }
}
