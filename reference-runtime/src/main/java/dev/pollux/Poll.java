package dev.pollux;

import org.jspecify.annotations.Nullable;

/**
 * What one poll of a {@link Future} found: its value, or that it is not there yet.
 *
 * @param <T> the type of the value
 */
public sealed interface Poll<T extends @Nullable Object> permits Poll.Ready, Poll.Pending {

  /**
   * The future is complete; it must not be polled again.
   *
   * @param value the value; {@code null} where the future's type allows it, as in {@code
   *     Future<Void>}
   * @param <T> the type of the value
   */
  record Ready<T extends @Nullable Object>(T value) implements Poll<T> {
    // Most futures that end with nothing to say end with this one.
    private static final Ready<@Nullable Object> NULL = new Ready<>(null);
  }

  /**
   * The future is not complete, and a wake-up is arranged: the waker of the {@link Context} it was
   * polled with will be called when polling again may help. There is one instance.
   *
   * @param <T> the type of the value
   */
  final class Pending<T extends @Nullable Object> implements Poll<T> {
    private static final Pending<@Nullable Object> INSTANCE = new Pending<>();

    private Pending() {}

    @Override
    public String toString() {
      return "Pending";
    }
  }

  /**
   * Completes a future with a value.
   *
   * @param value the value
   * @param <V> the type of the value
   * @return a poll that is ready
   */
  @SuppressWarnings("unchecked") // a Ready that holds null is a Ready of any type
  static <V extends @Nullable Object> Poll<V> ready(V value) {
    return value == null ? (Poll<V>) (Poll<?>) Ready.NULL : new Ready<>(value);
  }

  /**
   * Completes a future that has nothing to say but that it is done.
   *
   * @return a poll that is ready with {@code null}
   */
  @SuppressWarnings("unchecked") // as above
  static Poll<Void> ready() {
    return (Poll<Void>) (Poll<?>) Ready.NULL;
  }

  /**
   * Says that the value is not there yet. Whoever returns it has arranged a wake-up first: handed
   * {@link Context#waker} to what will complete the future, or polled a child that did.
   *
   * @param <V> the type of the value
   * @return the one poll that is pending
   */
  @SuppressWarnings("unchecked") // holds no value, so it is a Pending of any type
  static <V extends @Nullable Object> Poll<V> pending() {
    return (Poll<V>) (Poll<?>) Pending.INSTANCE;
  }

  /**
   * Tells whether the future is complete.
   *
   * @return true if {@link #get} gives its value
   */
  default boolean isReady() {
    return this instanceof Ready;
  }

  /**
   * Tells whether the future is still to complete.
   *
   * @return true if there is no value yet
   */
  default boolean isPending() {
    return !isReady();
  }

  /**
   * Gives the value of a future that is complete.
   *
   * @return the value
   * @throws IllegalStateException if this poll is pending
   */
  default T get() {
    if (this instanceof Ready<T> ready) {
      return ready.value();
    }
    throw new IllegalStateException(
        "get() on a poll that is pending, so there is no value yet: test isReady() first, and"
            + " return Poll.pending() if it is not");
  }
}
