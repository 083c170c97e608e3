package dev.pollux.time.wheel;

import dev.pollux.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One timer: the fields that a wheel needs, to be inherited by the future that sleeps, so that
 * filing it allocates nothing.
 *
 * <p>Its owner files it, renews it and cancels it, one call after the other, as a future's owner
 * does; the threads that turn the wheel fire it at any time.
 */
public abstract class TimerEntry {
  /*
   *                file()                    advance(): its time has come
   *   UNFILED --------------------> FILED ------------------------------> FIRED
   *      ^                          |   ^                                  |
   *      +-------- cancel() --------+   +------------- file() -------------+
   *      +-------- cancel() -----------------------------------------------+
   *
   *   who              transition            how               publishes
   *   owner            UNFILED -> FILED      lock, plain       tick and waker, to whoever takes the lock next
   *   owner            FILED -> UNFILED      lock, plain       nothing: the entry is its alone again
   *   owner            FIRED -> UNFILED      plain, no lock    nothing: who fired it never looks at it again
   *   turns the wheel  FILED -> FIRED        lock, plain       nothing. It calls the waker after that, and the
   *                                                            call is what the owner's next poll comes after
   *   owner            reads state           opaque, no lock
   *
   *   The owner's look without the lock can be out of date in one way only: it finds FILED and its
   *   own waker in place while another thread fires the entry. Then that waker is still to be called,
   *   and the poll it leads to sees FIRED. Every other look that finds FILED takes the lock.
   */
  static final byte UNFILED = 0;
  static final byte FILED = 1;
  static final byte FIRED = 2;

  private static final VarHandle STATE;
  private static final VarHandle WAKER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(TimerEntry.class, "state", byte.class);
      WAKER = lookup.findVarHandle(TimerEntry.class, "waker", Waker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // Guarded by the wheel's lock while the entry is filed, the owner's otherwise. A million of these
  // may wait at once, so each byte counts: 35 with the header, and the sleep adds five.
  long time; // filed: the tick at which it is due; otherwise what the owner puts there
  @Nullable TimerEntry next; // the ring of its slot; null: in none
  @Nullable TimerEntry previous;
  @Nullable Waker waker;
  short slot; // where it was linked; out of date once the wheel has taken that whole ring
  byte state;

  /** An entry that is filed nowhere. */
  protected TimerEntry() {}

  /**
   * Tells whether the deadline that the entry was last filed for has come.
   *
   * @return true from the moment it was fired until it is filed anew or cancelled
   */
  public final boolean isFired() {
    return (byte) STATE.getOpaque(this) == FIRED;
  }

  /**
   * Tells whether the entry is waiting in a wheel.
   *
   * @return true if its deadline is still to come
   */
  public final boolean isFiled() {
    return (byte) STATE.getOpaque(this) == FILED;
  }

  /**
   * Tells whether a waker need not replace the one that the entry was filed with.
   *
   * @param other the waker of the current poll
   * @return true if firing the entry wakes the same
   */
  public final boolean wakes(Waker other) {
    Waker filed = waker();
    return filed != null && filed.willWake(other);
  }

  /**
   * The waker that firing the entry calls, to file it again with.
   *
   * @return the waker, or {@code null} unless the entry is waiting in a wheel
   */
  public final @Nullable Waker waker() {
    return (Waker) WAKER.getOpaque(this);
  }

  /**
   * A number that its owner may keep in the entry while that is not filed; filing overwrites it.
   *
   * @return what was last kept
   */
  protected final long kept() {
    return time;
  }

  /**
   * Keeps a number while the entry is not filed.
   *
   * @param number anything
   */
  protected final void keep(long number) {
    time = number;
  }
}
