package dev.pollux.time.wheel;

import dev.pollux.Waker;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Timers in a hierarchy of wheels: filing and cancelling cost a few nanoseconds whatever their
 * number, and nothing is allocated.
 *
 * <p>Any thread may file and cancel. One thread at a time drives the wheel: it waits until {@link
 * #nextDeadline} and calls {@link #advance}. There may be one wheel for a runtime or one for each
 * worker: a wheel knows no other, and an entry may be cancelled from anywhere.
 */
public final class TimerWheel implements Timers {
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
   *   lock       guards elapsed, the lists, occupied and all links of entries. It is held for a few
   *              loads and stores, and for a slot's worth of relinking in advance(). No code of
   *              others runs under it: wakers are collected and called after it.
   *   published  nextTick: written under the lock, read by anyone. It is never later than the
   *              earliest timer; it may be earlier, after a cancel or when that timer lies in a
   *              higher level.
   *   No timer is missed: a driver reads nextTick and then goes to sleep; who files an earlier
   *              timer lowers nextTick first and then calls `earlier`, which wakes the driver or
   *              makes its sleep return at once.
   *
   * The hierarchy is Varghese and Lauck's (scheme 7, 1987); finding the level by exclusive or and
   * the next slot by counting zeros is how tokio's wheel does it.
   */
  static final int NO_SLOT = -1;
  private static final int NANOS_PER_TICK = 1_000_000;
  private static final int LEVELS = 6; // of 64 slots of 1 ms: two years until the first turn ends
  private static final int SLOT_BITS = 6; // a level's occupied slots are the bits of a long
  private static final int WAKERS = 32; // called between two holdings of the lock
  private static final long NEVER = Long.MAX_VALUE;

  private final TimeSource source;
  private final Runnable earlier;
  private final long nanosPerTick;
  private final int levels;
  private final int slotBits;
  private final int dueSlot; // the list after the last slot: fired, wakers not yet collected
  private final long origin;

  private final Object lock = new Object();

  // Guarded by lock.
  private long elapsed; // the tick up to which everything has been fired
  private final @Nullable TimerEntry[] heads;
  private final long[] occupied;
  private int filed;

  private volatile long nextTick = NEVER; // written under lock, read by anyone

  /**
   * A wheel of 6 levels of 64 slots of 1 ms.
   *
   * @param source the clock
   * @param earlier called, on the thread that files and without any lock, when a timer was filed
   *     that is due before all others: makes the driver look at {@link #nextDeadline} anew. Must
   *     not block or throw
   */
  public TimerWheel(TimeSource source, Runnable earlier) {
    this(source, earlier, NANOS_PER_TICK, LEVELS, SLOT_BITS);
  }

  /**
   * A wheel of any size, so that tests reach its corners with small numbers.
   *
   * @param source the clock
   * @param earlier as above
   * @param nanosPerTick the resolution, at least 1
   * @param levels how many levels, at least 1
   * @param slotBits the logarithm of the number of slots in a level, 1 to 6; all levels together
   *     must not need more than 62 bits
   * @throws IllegalArgumentException if a size is out of range
   */
  public TimerWheel(
      TimeSource source, Runnable earlier, long nanosPerTick, int levels, int slotBits) {
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
    this.source = Objects.requireNonNull(source, "source");
    this.earlier = Objects.requireNonNull(earlier, "earlier");
    this.nanosPerTick = nanosPerTick;
    this.levels = levels;
    this.slotBits = slotBits;
    this.dueSlot = levels << slotBits;
    this.heads = new TimerEntry[dueSlot + 1];
    this.occupied = new long[levels];
    this.origin = source.nanoTime();
  }

  @Override
  public long now() {
    return Math.max(0, source.nanoTime() - origin);
  }

  @Override
  public Instant instant() {
    return source.instant();
  }

  @Override
  public boolean file(TimerEntry entry, long deadline, Waker waker) {
    Objects.requireNonNull(waker, "waker");
    long tick = tickOf(deadline);
    long nowTick = now() / nanosPerTick; // rounded down, the deadline up: never early
    boolean first;
    synchronized (lock) {
      unlink(entry);
      entry.tick = tick;
      // The driver may have been here since the clock was read: elapsed can be ahead of nowTick.
      if (tick <= nowTick || tick <= elapsed) {
        entry.waker = null;
        entry.state = TimerEntry.FIRED;
        return true;
      }
      entry.waker = waker;
      entry.state = TimerEntry.FILED;
      if (deadline == Long.MAX_VALUE) {
        return false; // it never comes: in no list at all
      }
      link(entry, slotOf(tick));
      first = tick < nextTick;
      if (first) {
        nextTick = tick;
      }
    }
    if (first) {
      earlier.run();
    }
    return false;
  }

  @Override
  public boolean renew(TimerEntry entry, Waker waker) {
    Objects.requireNonNull(waker, "waker");
    synchronized (lock) {
      if (entry.state == TimerEntry.FIRED) {
        return true;
      }
      entry.waker = waker;
      return false;
    }
  }

  @Override
  public void cancel(TimerEntry entry) {
    synchronized (lock) {
      unlink(entry);
      entry.waker = null;
      entry.state = TimerEntry.UNFILED;
    }
  }

  /**
   * When the driver has to call {@link #advance} next.
   *
   * @return nanoseconds since the origin, as {@link #now}, not later than the earliest deadline;
   *     {@link Long#MAX_VALUE} if no timer is filed
   */
  public long nextDeadline() {
    long tick = nextTick;
    return tick >= NEVER / nanosPerTick ? NEVER : tick * nanosPerTick;
  }

  /**
   * How long the driver may wait before it calls {@link #advance}.
   *
   * @return nanoseconds, 0 if the time has come, {@link Long#MAX_VALUE} if no timer is filed
   */
  public long nanosUntilNext() {
    long next = nextDeadline();
    return next == NEVER ? NEVER : Math.max(0, next - now());
  }

  /**
   * Tells how many timers are filed.
   *
   * @return the number, which may be out of date at once
   */
  public int size() {
    synchronized (lock) {
      return filed;
    }
  }

  /**
   * Fires all timers whose deadline has come and calls their wakers.
   *
   * @return how many were fired
   */
  public int advance() {
    long nowTick = now() / nanosPerTick;
    if (nowTick < nextTick) {
      return 0;
    }
    Waker[] wakers = new Waker[WAKERS];
    int fired = 0;
    int count;
    do {
      synchronized (lock) {
        collectDue(nowTick);
        count = takeDue(wakers);
        if (count < WAKERS) {
          nextTick = earliest();
        }
      }
      wake(wakers, count);
      fired += count;
    } while (count == WAKERS);
    return fired;
  }

  /** A waker must not throw; if one does, the others are called all the same. */
  private static void wake(@Nullable Waker[] wakers, int count) {
    for (int i = 0; i < count; i++) {
      Waker waker = wakers[i];
      wakers[i] = null;
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
  }

  /** Moves all timers that are due to the due list, and {@code elapsed} to now. */
  private void collectDue(long nowTick) {
    long next = earliest();
    while (next <= nowTick) {
      int level = lowestOccupied();
      int slot = (level << slotBits) + nextSlot(level);
      elapsed = Math.max(elapsed, next);
      TimerEntry entry = heads[slot];
      heads[slot] = null;
      occupied[level] &= ~(1L << (slot & slotMask()));
      while (entry != null) {
        TimerEntry following = entry.next;
        entry.slot = NO_SLOT;
        entry.previous = null;
        entry.next = null;
        filed--;
        link(entry, entry.tick <= elapsed ? dueSlot : slotOf(entry.tick));
        entry = following;
      }
      next = earliest();
    }
    elapsed = Math.max(elapsed, nowTick);
  }

  private int takeDue(@Nullable Waker[] wakers) {
    int count = 0;
    while (count < wakers.length && heads[dueSlot] != null) {
      TimerEntry entry = heads[dueSlot];
      unlink(entry);
      wakers[count++] = entry.waker;
      entry.waker = null;
      entry.state = TimerEntry.FIRED;
    }
    return count;
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
    if (slot <= ((elapsed >>> shift) & slotMask())) {
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
    int here = (int) (elapsed >>> (level * slotBits)) & slotMask();
    long ahead = occupied[level] & (-2L << here);
    return Long.numberOfTrailingZeros(ahead != 0 ? ahead : occupied[level]);
  }

  private int slotOf(long tick) {
    long differing = elapsed ^ tick;
    int level = Math.min(levels - 1, (63 - Long.numberOfLeadingZeros(differing | 1)) / slotBits);
    return (level << slotBits) + ((int) (tick >>> (level * slotBits)) & slotMask());
  }

  private int slotMask() {
    return (1 << slotBits) - 1;
  }

  private long tickOf(long deadline) {
    if (deadline <= 0) {
      return 0;
    }
    return deadline / nanosPerTick + (deadline % nanosPerTick == 0 ? 0 : 1);
  }

  private void link(TimerEntry entry, int slot) {
    TimerEntry head = heads[slot];
    entry.slot = slot;
    entry.next = head;
    if (head != null) {
      head.previous = entry;
    }
    heads[slot] = entry;
    if (slot != dueSlot) {
      occupied[slot >>> slotBits] |= 1L << (slot & slotMask());
    }
    filed++;
  }

  private void unlink(TimerEntry entry) {
    int slot = entry.slot;
    if (slot == NO_SLOT) {
      return;
    }
    if (entry.previous == null) {
      heads[slot] = entry.next;
    } else {
      entry.previous.next = entry.next;
    }
    if (entry.next != null) {
      entry.next.previous = entry.previous;
    }
    if (heads[slot] == null && slot != dueSlot) {
      occupied[slot >>> slotBits] &= ~(1L << (slot & slotMask()));
    }
    entry.slot = NO_SLOT;
    entry.previous = null;
    entry.next = null;
    filed--;
  }
}
