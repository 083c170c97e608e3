package dev.pollux.runtime;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who of the workers is parked, and how many look for work to steal. It decides whom a new task
 * wakes: nobody while somebody searches, else one, who counts as searching from then on.
 */
final class Idle {

  /*
   *   word = unparked << 16 | searching
   *
   *   who               transition                    how                publishes
   *   parking worker    unparked - 1 (searching - 1)  RMW, under lock    that it will see no more pushes;
   *                                                                      the last searcher looks again
   *   notifier          unparked + 1, searching + 1   RMW, under lock    that one more is on its way
   *   woken by driver   unparked + 1                  RMW, under lock
   *   worker            searching +- 1                RMW
   *
   *   No push is missed. The pusher publishes the task, fences, reads the word. The parking worker lowers
   *   the word by an RMW, then, as the last searcher, looks at every queue. Whoever of the two comes
   *   second sees the other. A worker that parks without having searched leaves it to those who do: it
   *   was refused only because others were searching, and the last of them looks.
   *
   *   The parked set changes together with the word, so both do so under one lock; parking and waking a
   *   thread cost far more than it does. The lowest index is woken first: the same few stay warm.
   */
  private static final int SEARCHING = 1;
  private static final int SEARCHING_MASK = 0xFFFF;
  private static final int UNPARKED_SHIFT = 16;
  private static final int UNPARKED = 1 << UNPARKED_SHIFT;

  static final int NOBODY = -1;

  private final int workers;
  private final AtomicInteger word;

  // guarded by this: a bit for each parked worker
  private final long[] parked;

  Idle(int workers) {
    this.workers = workers;
    this.word = new AtomicInteger(workers << UNPARKED_SHIFT);
    this.parked = new long[(workers + 63) / 64];
  }

  private static int searching(int word) {
    return word & SEARCHING_MASK;
  }

  private static int unparked(int word) {
    return word >>> UNPARKED_SHIFT;
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
    if (!mayNotify(word.get())) {
      return NOBODY;
    }
    StackRoom.ensure(); // who is claimed has to be unparked, or nobody will be any more
    synchronized (this) {
      if (!mayNotify(word.get())) {
        return NOBODY;
      }
      for (int i = 0; i < parked.length; i++) {
        if (parked[i] != 0) {
          int bit = Long.numberOfTrailingZeros(parked[i]);
          parked[i] &= ~(1L << bit);
          word.getAndAdd(UNPARKED + SEARCHING);
          return i * 64 + bit;
        }
      }
      return NOBODY;
    }
  }

  /**
   * Marks the worker as parked.
   *
   * @return true if it was the last that searched, and must look at every queue once more
   */
  boolean park(int worker, boolean searching) {
    synchronized (this) {
      parked[worker >> 6] |= 1L << worker;
      int before = word.getAndAdd(-UNPARKED - (searching ? SEARCHING : 0));
      return searching && searching(before) == 1;
    }
  }

  /**
   * A worker that woke by itself takes its mark away.
   *
   * @return false if a notifier did so before: then the worker counts as searching
   */
  boolean unpark(int worker) {
    synchronized (this) {
      if (!isParked(worker)) {
        return false;
      }
      parked[worker >> 6] &= ~(1L << worker);
      word.getAndAdd(UNPARKED);
      return true;
    }
  }

  boolean isParked(int worker) {
    synchronized (this) {
      return (parked[worker >> 6] & (1L << worker)) != 0;
    }
  }

  /** False: half of the workers search already, more would only disturb them. */
  boolean trySearch() {
    if (2 * searching(word.get()) >= workers) {
      return false;
    }
    word.getAndAdd(SEARCHING);
    return true;
  }

  /**
   * The worker found work.
   *
   * @return true if it was the last that searched, and should wake another in its place
   */
  boolean endSearch() {
    return searching(word.getAndAdd(-SEARCHING)) == 1;
  }

  boolean allParked() {
    return unparked(word.get()) == 0;
  }
}
