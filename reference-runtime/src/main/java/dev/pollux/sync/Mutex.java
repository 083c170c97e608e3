package dev.pollux.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Future;
import org.jspecify.annotations.Nullable;

/**
 * A value that one task at a time may use, for longer than one poll. Those who wait get it in the
 * order in which they came. Unlike a lock of the JDK it blocks no thread, belongs to no thread, and
 * may be held while its holder waits for something else.
 *
 * <pre>{@code
 * Mutex<Account> account = Mutex.of(new Account());
 * Future<Void> paid = Futures.using(account.lock(), held -> pay(held.get()));
 * }</pre>
 *
 * <p>It is not reentrant: who locks it twice waits for ever. For a few fields that are never held
 * across a poll, {@code synchronized} is the better choice.
 *
 * @param <T> the type of the value
 */
public final class Mutex<T extends @Nullable Object> {
  private final Permits permits = new Permits(1);
  private T value; // of the holder of the permit, which also publishes it

  private Mutex(T value) {
    this.value = value;
  }

  /**
   * A mutex that nobody holds.
   *
   * @param value what it protects
   * @param <V> the type of the value
   * @return the mutex
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Mutex<V> of(V value) {
    return new Mutex<>(value);
  }

  /**
   * Waits until nobody else holds the value. If it is cancelled the place in the queue is lost, and
   * goes to the next.
   *
   * @return a future of the guard, which must be closed
   */
  @CheckReturnValue
  public Future<Guard<T>> lock() {
    return new Lock<>(this);
  }

  /**
   * Takes the value now, if nobody holds it or waits for it.
   *
   * @return the guard, or null
   */
  @CheckReturnValue
  public @Nullable Guard<T> tryLock() {
    return permits.tryAcquire() ? new Guard<>(this) : null;
  }

  @Override
  public String toString() {
    return permits.free() == 0 ? "Mutex[held]" : "Mutex[free]";
  }

  /**
   * The right to use the value, until it is closed. It belongs to one task.
   *
   * @param <T> the type of the value
   */
  public static final class Guard<T extends @Nullable Object> implements AutoCloseable {
    private @Nullable Mutex<T> mutex; // null once it is closed

    private Guard(Mutex<T> mutex) {
      this.mutex = mutex;
    }

    /**
     * The value.
     *
     * @return the value
     * @throws IllegalStateException if the guard is closed
     */
    public T get() {
      return held().value;
    }

    /**
     * Puts another value in its place.
     *
     * @param value the new value
     * @throws IllegalStateException if the guard is closed
     */
    public void set(T value) {
      held().value = value;
    }

    /** Lets the next who waits have the value; a second call does nothing. */
    @Override
    public void close() {
      Mutex<T> held = mutex;
      mutex = null;
      if (held != null) {
        held.permits.release();
      }
    }

    private Mutex<T> held() {
      if (mutex == null) {
        throw new IllegalStateException(
            "this guard was closed, so the value may be another's: use it before close(), or lock"
                + " the mutex again");
      }
      return mutex;
    }

    @Override
    public String toString() {
      return "Mutex.Guard";
    }
  }

  private static final class Lock<T extends @Nullable Object> extends Acquire<Guard<T>> {
    private final Mutex<T> mutex;

    Lock(Mutex<T> mutex) {
      super(mutex.permits);
      this.mutex = mutex;
    }

    @Override
    Guard<T> granted() {
      return new Guard<>(mutex);
    }

    @Override
    Guard<T> refused() {
      throw new AssertionError("a mutex is never closed");
    }

    @Override
    public String toString() {
      return "Mutex.lock";
    }
  }
}
