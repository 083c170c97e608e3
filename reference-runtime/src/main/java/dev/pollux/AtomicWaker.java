package dev.pollux;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place for the waker of one task, where any thread may find it.
 *
 * <p>The task that waits calls {@link #register}, and <em>then</em> looks at what it waits for. The
 * thread that makes that true calls {@link #wake} <em>afterwards</em>. In this order no wake-up is
 * lost, whatever the interleaving:
 *
 * <pre>{@code
 * // the future that waits               // the thread that completes it
 * waker.register(cx.waker());            value = computed;   // volatile, or released
 * V found = value;                       waker.wake();
 * return found == null ? Poll.pending() : Poll.ready(found);
 * }</pre>
 *
 * <p>There is one slot: a later {@link #register} replaces the earlier waker, which is what the
 * next poll of the same future wants. Two tasks that wait need two of these.
 */
public final class AtomicWaker {
  /*
   *            register(w)                      register(w')
   *   EMPTY ----------------------> HOLDS w ------------------> HOLDS w'
   *     ^                             |
   *     +------- wake(), take() ------+        wake() on EMPTY changes nothing
   *
   *   who        transition            mode (least)  publishes
   *   the task   any -> HOLDS w        RMW acq_rel   release: w itself, to the wake that takes it.
   *                                                  acquire: if an earlier wake() found EMPTY, all
   *                                                  that was written before that wake, to the look
   *                                                  that follows the registration
   *   any        any -> EMPTY          RMW acq_rel   release: what became true, to a registration
   *                                                  that comes after. acquire: the waker
   *
   *   No wake-up is lost: both sides are read-modify-writes of one word, so one is first. If
   *   register is, the wake takes w and calls it. If wake is, register reads the word that wake
   *   wrote and the look after it sees what became true. A plain store in register would leave the
   *   second case to luck: it could pass the look that follows it.
   *
   *   Checked by AtomicWakerTest (all edges) and AtomicWakerStressTest. The idea is that of
   *   futures-rs' AtomicWaker; its REGISTERING and WAKING bits guard a waker of two words against
   *   tearing and dropping, which a reference under a garbage collector does not need.
   */
  private static final VarHandle WAKER;

  static {
    try {
      WAKER = MethodHandles.lookup().findVarHandle(AtomicWaker.class, "waker", Waker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Waker waker; // any thread, via exchange()

  /** A slot that holds no waker. */
  public AtomicWaker() {}

  /**
   * Keeps the waker that the next {@link #wake} calls, in place of any earlier one. Look at what is
   * waited for after this call, not before.
   *
   * @param waker the waker of the current poll
   */
  public void register(Waker waker) {
    exchange(Objects.requireNonNull(waker, "waker"));
  }

  /** Takes the waker out and calls it; does nothing if there is none. Any thread. */
  public void wake() {
    Waker taken = exchange(null);
    if (taken != null) {
      taken.wake();
    }
  }

  /**
   * Takes the waker out without calling it: to call it later, outside a lock, or to forget it.
   *
   * @return the waker, or {@code null} if there is none
   */
  @CanIgnoreReturnValue // to forget it is a use, too
  public @Nullable Waker take() {
    return exchange(null);
  }

  @Override
  public String toString() {
    return waker == null ? "AtomicWaker[empty]" : "AtomicWaker[holds a waker]";
  }

  private @Nullable Waker exchange(@Nullable Waker next) {
    return (Waker) WAKER.getAndSet(this, next);
  }
}
