package dev.pollux.time.wheel;

import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * One timer: the fields that a wheel needs, to be inherited by the future that sleeps, so that
 * filing it allocates nothing.
 *
 * <p>Its owner files it, renews it and cancels it, one call after the other, as a future's owner
 * does; the thread that drives the wheel fires it at any time.
 */
public abstract class TimerEntry {
  /*
   *                file()                    driver: deadline has come
   *   UNFILED --------------------> FILED ------------------------------> FIRED
   *      ^                          |   ^                                  |
   *      +-------- cancel() --------+   +------------- file() -------------+
   *      +-------- cancel() -----------------------------------------------+
   *
   *   All changes are made under the wheel's lock. `state` is volatile for one reader without it:
   *   the owner, who learns from FIRED that its time has come, and from FILED with its own waker in
   *   place that there is nothing to do: whoever fires it calls that waker afterwards.
   */
  static final int UNFILED = 0;
  static final int FILED = 1;
  static final int FIRED = 2;

  volatile int state = UNFILED;

  // Guarded by the wheel's lock.
  long tick; // when it is due
  int slot = TimerWheel.NO_SLOT; // the list it is in
  @Nullable TimerEntry previous;
  @Nullable TimerEntry next;
  volatile @Nullable Waker waker; // volatile for the owner's look whether it is still in place

  /** An entry that is filed nowhere. */
  protected TimerEntry() {}

  /**
   * Tells whether the deadline that the entry was last filed for has come.
   *
   * @return true from the moment it was fired until it is filed anew or cancelled
   */
  public final boolean isFired() {
    return state == FIRED;
  }

  /**
   * Tells whether the entry is waiting in a wheel.
   *
   * @return true if its deadline is still to come
   */
  public final boolean isFiled() {
    return state == FILED;
  }

  /**
   * Tells whether a waker need not replace the one that the entry was filed with.
   *
   * @param other the waker of the current poll
   * @return true if firing the entry wakes the same
   */
  public final boolean wakes(Waker other) {
    Waker filed = waker;
    return filed != null && filed.willWake(other);
  }

  /**
   * The waker that firing the entry calls, to file it again with.
   *
   * @return the waker, or {@code null} unless the entry is waiting in a wheel
   */
  public final @Nullable Waker waker() {
    return waker;
  }
}
