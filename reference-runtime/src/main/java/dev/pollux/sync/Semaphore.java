package dev.pollux.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Future;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how many do something at once: a number of permits, handed to those who wait in the
 * order in which they came. Any thread may use it.
 *
 * <pre>{@code
 * Semaphore atMostTen = Semaphore.of(10);
 * Future<Reply> reply = Futures.using(atMostTen.acquire(), permit -> ask(server));
 * }</pre>
 *
 * <p>A future that waits for a permit must be polled or cancelled: a permit that was granted to one
 * that is kept and never polled is missing to all others.
 */
public final class Semaphore {
  private final Permits permits;

  private Semaphore(int permits) {
    this.permits = new Permits(permits);
  }

  /**
   * A semaphore with some permits.
   *
   * @param permits how many, at least 0
   * @return the semaphore
   * @throws IllegalArgumentException if the number is negative
   */
  @CheckReturnValue
  public static Semaphore of(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("permits < 0: " + permits + ". Use at least 0");
    }
    return new Semaphore(permits);
  }

  /**
   * Waits for a permit. If it is cancelled the place in the queue is lost, and a permit that was
   * granted already goes to the next. It throws {@link IllegalStateException} if the semaphore is
   * closed.
   *
   * @return a future of a permit, which must be closed
   */
  @CheckReturnValue
  public Future<Permit> acquire() {
    return new AcquirePermit(permits);
  }

  /**
   * Takes a permit now, if one is free and nobody waits for it.
   *
   * @return the permit, or null
   */
  @CheckReturnValue
  public @Nullable Permit tryAcquire() {
    return permits.tryAcquire() ? new Permit(permits) : null;
  }

  /**
   * How many permits are free.
   *
   * @return the number, which may be out of date at once
   */
  public int available() {
    return (int) Math.min(permits.free(), Integer.MAX_VALUE);
  }

  /**
   * Adds permits for good, and wakes as many of those who wait.
   *
   * @param more how many, at least 0
   * @throws IllegalArgumentException if the number is negative
   */
  public void addPermits(int more) {
    if (more < 0) {
      throw new IllegalArgumentException("more < 0: " + more + ". Use at least 0");
    }
    permits.release(more);
  }

  /** Gives no more permits: those who wait and those who come fail. */
  public void close() {
    permits.close();
  }

  @Override
  public String toString() {
    return "Semaphore[" + permits.free() + " free]";
  }

  /** The right to do what a {@link Semaphore} limits, until it is closed. */
  public static final class Permit implements AutoCloseable {
    private static final VarHandle PERMITS;

    static {
      try {
        PERMITS =
            MethodHandles.lookup()
                .findVarHandle(Permit.class, "permits", Permits.class)
                .withInvokeExactBehavior();
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private volatile @Nullable Permits
        permits; // null once it is closed; who takes it gives it back

    private Permit(Permits permits) {
      this.permits = permits;
    }

    /** Gives the permit to the next who waits; a second call does nothing. Any thread. */
    @Override
    public void close() {
      Permits held = (Permits) PERMITS.getAndSet(this, (Permits) null);
      if (held != null) {
        held.release();
      }
    }

    @Override
    public String toString() {
      return "Semaphore.Permit";
    }
  }

  private static final class AcquirePermit extends Acquire<Permit> {
    private final Permits permits;

    AcquirePermit(Permits permits) {
      super(permits);
      this.permits = permits;
    }

    @Override
    Permit granted() {
      return new Permit(permits);
    }

    @Override
    Permit refused() {
      throw new IllegalStateException(
          "this semaphore was closed, so it gives no permits: close it when nobody needs it any"
              + " more, or handle this with recover");
    }

    @Override
    public String toString() {
      return "Semaphore.acquire";
    }
  }
}
