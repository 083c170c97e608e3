package dev.pollux.time.wheel;

import dev.pollux.Waker;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Timers in a hierarchy of wheels: filing and cancelling cost a few nanoseconds whatever their
 * number, and nothing is allocated.
 *
 * <p>Any thread may file and cancel, and any thread may call {@link #advance()} once {@link
 * #nextDeadline} has come: several that do so at once share the work. A runtime has a wheel for
 * each worker, and they share a {@link TimeOrigin}; a wheel knows no other.
 */
// Long for what it explains: the order of filing against sleeping, and what each ring means.
public final class TimerWheel extends SpinLock implements Timers {
  /*
   * Level 0 has a slot for each of the next 64 ticks, level 1 one for each 64 ticks, level 2 one for
   * each 4096, and so on (64 being 1 << slotBits). A timer goes to the level of the highest digit in
   * which its tick differs from `elapsed`, in the slot which that digit names. When time comes to a
   * slot of a higher level, its timers are filed again, each at least a level lower; those of level
   * 0 are due. So a timer moves at most levels - 1 times, and most are cancelled before they move.
   *
   * A timer beyond the last level's range waits in its last level, in the slot that its digit there
   * names, and is filed again there each time round until it is in range. A slot that names the
   * digit of `elapsed` itself is then a whole turn away.
   *
   *   rings      The timers of a slot are a ring; heads[slot] is any one of them. A new one goes
   *              behind the head: links are then written among timers of about the same age, and not
   *              into the array, which the collector would have to be told of each time.
   *   moving     When time comes to a slot its whole ring becomes `moving`, in one step, and is taken
   *              from there one by one, however many there are: some holdings of the lock later it is
   *              empty. `elapsed` does not move on before. A timer in it still names its old slot;
   *              cancelling looks at both heads.
   *   lock       guards elapsed, the rings, occupied, and the entries in them. It is held for a few
   *              loads and stores, and for at most MOVES timers in advance(). No code of others runs
   *              under it: wakers are collected and called after it. Between the first and the last
   *              store of a change nothing is called, so that a stack that ends leaves the rings whole.
   *
   *   nextTick   who               transition       mode             publishes
   *              files             lowered          lock, volatile   that a timer is due then; reads the
   *                                                                  sleeper's deadline after it
   *              turns the wheel   to the earliest  lock, volatile   that what came before is fired
   *              anyone            read             volatile
   *              It is never later than the earliest timer; it may be earlier, after a cancel or when
   *              that timer lies in a higher level.
   *   No timer is missed: who is about to sleep says so, then reads nextTick; who files an earlier timer
   *              lowers nextTick, then calls `earlier`, which reads what the sleeper said. One of the two
   *              sees the other.
   *
   * The hierarchy is Varghese and Lauck's (scheme 7, 1987); finding the level by exclusive or and
   * the next slot by counting zeros is how tokio's wheel does it.
   */
  private static final int NANOS_PER_TICK = 1_000_000;
  private static final int LEVELS = 6; // of 64 slots of 1 ms: two years until the first turn ends
  private static final int SLOT_BITS = 6; // a level's occupied slots are the bits of a long
  private static final int WAKERS = 32; // called between two holdings of the lock
  private static final int MOVES = 128; // timers filed lower in one holding of the lock
  private static final long NEVER = Long.MAX_VALUE;

  private final TimeOrigin origin;
  private final LongConsumer earlier;
  private final long nanosPerTick;
  private final int levels;
  private final int slotBits;
  private final int slotMask;

  // Guarded by the lock.
  private long elapsed; // the tick up to which everything has been fired, or is in moving
  private final @Nullable TimerEntry[] heads;
  private final long[] occupied;
  private @Nullable TimerEntry moving;
  private int filed;

  private volatile long nextTick = NEVER; // written under the lock, read by anyone

  /**
   * A wheel of 6 levels of 64 slots of 1 ms.
   *
   * @param origin the clock
   * @param earlier told, on the thread that files and without the lock, when a timer was filed that
   *     is due before all others, and when that is: makes who sleeps longer look at {@link
   *     #nextDeadline} anew. Must not block or throw
   */
  public TimerWheel(TimeOrigin origin, LongConsumer earlier) {
    this(origin, earlier, NANOS_PER_TICK, LEVELS, SLOT_BITS);
  }

  /**
   * A wheel of any size, so that tests reach its corners with small numbers.
   *
   * @param origin the clock
   * @param earlier as above
   * @param nanosPerTick the resolution, at least 1
   * @param levels how many levels, at least 1
   * @param slotBits the logarithm of the number of slots in a level, 1 to 6; all levels together
   *     must not need more than 62 bits
   * @throws IllegalArgumentException if a size is out of range
   */
  public TimerWheel(
      TimeOrigin origin, LongConsumer earlier, long nanosPerTick, int levels, int slotBits) {
    if (nanosPerTick < 1) {
      throw new IllegalArgumentException("nanosPerTick < 1: " + nanosPerTick);
    }
    if (slotBits < 1 || slotBits > 6) {
      throw new IllegalArgumentException("slotBits must be 1 to 6: " + slotBits);
    }
    if (levels < 1 || (long) levels * slotBits > 62) {
      throw new IllegalArgumentException(
          "levels must be at least 1, and levels * slotBits at most 62: "
              + levels
              + " * "
              + slotBits);
    }
    this.origin = Objects.requireNonNull(origin, "origin");
    this.earlier = Objects.requireNonNull(earlier, "earlier");
    this.nanosPerTick = nanosPerTick;
    this.levels = levels;
    this.slotBits = slotBits;
    this.slotMask = (1 << slotBits) - 1;
    this.heads = new TimerEntry[levels << slotBits];
    this.occupied = new long[levels];
  }

  @Override
  public long now() {
    return origin.now();
  }

  @Override
  public Instant instant() {
    return origin.instant();
  }

  /**
   * As the other, for callers that have not read the clock.
   *
   * @param entry filed nowhere, or in this wheel
   * @param deadline when it is due
   * @param waker whom to wake
   * @return true if the deadline has come already
   */
  public boolean file(TimerEntry entry, long deadline, Waker waker) {
    return file(entry, now(), deadline, waker);
  }

  @Override
  public boolean file(TimerEntry entry, long now, long deadline, Waker waker) {
    Objects.requireNonNull(waker, "waker");
    long tick = tickAfter(deadline);
    boolean first = false;
    lock();
    try {
      unlink(entry);
      // The wheel may have been turned since the clock was read: elapsed can be ahead of it.
      if (deadline <= now || tick <= elapsed) {
        entry.waker = null;
        entry.state = TimerEntry.FIRED;
        return true;
      }
      int slot = slotOf(tick);
      entry.time = tick;
      entry.waker = waker;
      if (tick == NEVER) {
        entry.state = TimerEntry.FILED; // in no ring at all
        return false;
      }
      link(entry, slot);
      if (tick < nextTick) {
        nextTick = tick;
        first = true;
      }
    } finally {
      try {
        unlock();
      } catch (StackOverflowError noFrame) {
        locked = FREE;
        throw noFrame;
      }
    }
    if (first) {
      earlier.accept(timeOf(tick));
    }
    return false;
  }

  @Override
  public boolean renew(TimerEntry entry, Waker waker) {
    Objects.requireNonNull(waker, "waker");
    lock();
    try {
      if (entry.state == TimerEntry.FIRED) {
        return true;
      }
      entry.waker = waker;
      return false;
    } finally {
      try {
        unlock();
      } catch (StackOverflowError noFrame) {
        locked = FREE;
        throw noFrame;
      }
    }
  }

  @Override
  public void cancel(TimerEntry entry) {
    if (!entry.isFiled()) {
      entry.state = TimerEntry.UNFILED; // it was fired or never filed: nobody else looks at it
      return;
    }
    lock();
    try {
      unlink(entry);
    } finally {
      try {
        unlock();
      } catch (StackOverflowError noFrame) {
        locked = FREE;
        throw noFrame;
      }
    }
  }

  /**
   * When {@link #advance} has to be called next.
   *
   * @return nanoseconds since the origin, not later than the earliest deadline; {@link
   *     Long#MAX_VALUE} if no timer is filed
   */
  public long nextDeadline() {
    return timeOf(nextTick);
  }

  /**
   * Tells how many timers are filed.
   *
   * @return the number, which may be out of date at once
   */
  public int size() {
    lock();
    try {
      return filed;
    } finally {
      unlock();
    }
  }

  /**
   * Fires all timers whose deadline has come and calls their wakers.
   *
   * @return how many were fired
   */
  public int advance() {
    return nextTick == NEVER ? 0 : advance(now(), Integer.MAX_VALUE);
  }

  /**
   * Fires timers whose deadline has come and calls their wakers. What is left over keeps {@link
   * #nextDeadline} in the past, so that the next call, by whichever thread, goes on with it.
   *
   * @param now what {@link #now} said a moment ago
   * @param limit how many at most
   * @return how many were fired
   */
  public int advance(long now, int limit) {
    long nowTick = ticksPassed(now);
    if (nowTick < nextTick) {
      return 0;
    }
    Waker[] wakers = new Waker[Math.min(WAKERS, limit)];
    int fired = 0;
    while (nextTick <= nowTick && fired < limit) {
      try {
        collect(nowTick, wakers, limit - fired);
      } finally {
        fired += wake(wakers);
      }
    }
    return fired;
  }

  /** A waker must not throw; if one does, the others are called all the same. */
  private static int wake(@Nullable Waker[] wakers) {
    int count = 0;
    while (count < wakers.length && wakers[count] != null) {
      Waker waker = wakers[count];
      wakers[count++] = null;
      try {
        waker.wake();
      } catch (Throwable thrown) {
        System.getLogger("dev.pollux")
            .log(
                System.Logger.Level.WARNING,
                "wake() of " + waker + " threw; a waker must not. The other timers went on",
                thrown);
      }
    }
    return count;
  }

  /** One holding of the lock: moves time on, until the wakers are as many as may be. */
  private void collect(long nowTick, @Nullable Waker[] wakers, int limit) {
    int most = Math.min(wakers.length, limit);
    int count = 0;
    TimerEntry entry = null; // of the moving ring, the first that is still in it
    TimerEntry last = null; // of the moving ring, while that is open before entry
    lock();
    try {
      for (int moves = 0; moves < MOVES && count < most; ) {
        if (moving == null) {
          long next = earliest();
          if (next > nowTick) {
            elapsed = Math.max(elapsed, nowTick);
            break;
          }
          takeSlot(next);
        }
        TimerEntry first = moving;
        entry = first;
        last = first.previous;
        while (entry != null && moves < MOVES && count < most) {
          TimerEntry following = entry.next == first ? null : entry.next;
          if (entry.time <= elapsed) {
            wakers[count++] = entry.waker;
            release(entry, TimerEntry.FIRED);
          } else {
            link(entry, slotOf(entry.time));
          }
          filed--;
          entry = following;
          moves++;
        }
        closeMoving(entry, last);
        last = null;
      }
      nextTick = moving != null ? elapsed : earliest();
    } finally {
      if (last != null) {
        closeMoving(entry, last);
      }
      try {
        unlock();
      } catch (StackOverflowError noFrame) {
        locked = FREE;
        throw noFrame;
      }
    }
  }

  /** Time has come to the slot that begins at {@code tick}: the next one that is occupied. */
  private void takeSlot(long tick) {
    int level = lowestOccupied();
    int slot = (level << slotBits) + nextSlot(level);
    elapsed = Math.max(elapsed, tick);
    moving = heads[slot];
    heads[slot] = null;
    occupied[level] &= ~(1L << (slot & slotMask));
  }

  /** The tick at which the next occupied slot begins. */
  private long earliest() {
    int level = lowestOccupied();
    if (level < 0) {
      return NEVER;
    }
    int shift = level * slotBits;
    int slot = nextSlot(level);
    long turn = elapsed >>> shift >>> slotBits;
    // Only the last level holds slots that are not ahead: they are the next turn's.
    if (slot <= ((elapsed >>> shift) & slotMask)) {
      turn++;
    }
    return ((turn << slotBits) | slot) << shift;
  }

  /** All timers of a level are due before all those of the next. */
  private int lowestOccupied() {
    for (int level = 0; level < levels; level++) {
      if (occupied[level] != 0) {
        return level;
      }
    }
    return -1;
  }

  /** The first occupied slot ahead of {@code elapsed} in a level that has one. */
  private int nextSlot(int level) {
    int here = (int) (elapsed >>> (level * slotBits)) & slotMask;
    long ahead = occupied[level] & (-2L << here);
    return Long.numberOfTrailingZeros(ahead != 0 ? ahead : occupied[level]);
  }

  private int slotOf(long tick) {
    long differing = elapsed ^ tick;
    int level = Math.min(levels - 1, (63 - Long.numberOfLeadingZeros(differing | 1)) / slotBits);
    return (level << slotBits) + ((int) (tick >>> (level * slotBits)) & slotMask);
  }

  /**
   * The first tick that is not before a deadline: rounding up is what keeps timers from being
   * early.
   */
  private long tickAfter(long deadline) {
    if (deadline <= 0) {
      return 0;
    }
    if (deadline == NEVER) {
      return NEVER;
    }
    // Divided by a constant, which is a multiplication, where the resolution is the usual one.
    return 1
        + (nanosPerTick == NANOS_PER_TICK
            ? (deadline - 1) / NANOS_PER_TICK
            : (deadline - 1) / nanosPerTick);
  }

  private long ticksPassed(long now) {
    return nanosPerTick == NANOS_PER_TICK ? now / NANOS_PER_TICK : now / nanosPerTick;
  }

  private long timeOf(long tick) {
    return tick >= NEVER / nanosPerTick ? NEVER : tick * nanosPerTick;
  }

  // ---- the rings: under the lock, and without a call between the first store and the last

  /** Puts an entry that is in no ring into that of a slot. */
  private void link(TimerEntry entry, int slot) {
    TimerEntry head = heads[slot];
    if (head == null) {
      entry.previous = entry;
      entry.next = entry;
      heads[slot] = entry;
      occupied[slot >>> slotBits] |= 1L << (slot & slotMask);
    } else {
      TimerEntry next = head.next;
      entry.previous = head;
      entry.next = next;
      next.previous = entry;
      head.next = entry;
    }
    entry.slot = (short) slot;
    entry.state = TimerEntry.FILED;
    filed++;
  }

  /** What is left of the moving ring when those before {@code rest} were taken from it. */
  private void closeMoving(@Nullable TimerEntry rest, TimerEntry last) {
    moving = rest;
    if (rest != null) {
      rest.previous = last;
      last.next = rest;
    }
  }

  /** Leaves it as an entry that was never filed. */
  private void unlink(TimerEntry entry) {
    TimerEntry next = entry.next;
    if (next != null) {
      TimerEntry previous = entry.previous;
      previous.next = next;
      next.previous = previous;
      TimerEntry rest = next == entry ? null : next;
      int slot = entry.slot;
      if (heads[slot] == entry) {
        heads[slot] = rest;
        if (rest == null) {
          occupied[slot >>> slotBits] &= ~(1L << (slot & slotMask));
        }
      } else if (moving == entry) {
        moving = rest;
      }
      filed--;
    }
    release(entry, TimerEntry.UNFILED);
  }

  private static void release(TimerEntry entry, byte state) {
    entry.next = null;
    entry.previous = null;
    entry.waker = null;
    entry.state = state;
  }
}
