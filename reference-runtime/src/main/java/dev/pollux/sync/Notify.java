package dev.pollux.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Future;
import org.jspecify.annotations.Nullable;

/**
 * Tells tasks that something happened, without saying what. Any thread may use it.
 *
 * <p>{@link #notifyOne} wakes the task that waits longest; if none waits, the next to wait need
 * not. One such notice is kept, not more. {@link #notifyAllWaiters} wakes those who wait at that
 * moment, and keeps nothing. To wait means to have been polled.
 */
public final class Notify {
  private final Permits permits = new Permits(0, 1);

  private Notify() {}

  /**
   * One that nobody waits for.
   *
   * @return the new object
   */
  @CheckReturnValue
  public static Notify create() {
    return new Notify();
  }

  /**
   * Waits to be notified. If it is cancelled after {@link #notifyOne} chose it, the next is chosen.
   *
   * @return a future that is ready once it is notified
   */
  @CheckReturnValue
  public Future<Void> notified() {
    return new Notified(permits);
  }

  /** Notifies the one who waits longest, or the next who comes. */
  public void notifyOne() {
    permits.release();
  }

  /** Notifies all who wait now. */
  public void notifyAllWaiters() {
    permits.refuseWaiters();
  }

  @Override
  public String toString() {
    return "Notify";
  }

  private static final class Notified extends Acquire<@Nullable Void> {

    Notified(Permits permits) {
      super(permits);
    }

    @Override
    @Nullable Void granted() {
      return null;
    }

    @Override
    @Nullable Void refused() {
      return null;
    }

    @Override
    public String toString() {
      return "Notify.notified";
    }
  }
}
