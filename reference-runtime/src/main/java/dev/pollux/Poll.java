package dev.pollux;

import org.jspecify.annotations.Nullable;

/**
 * What one poll of a {@link Future} found.
 *
 * @param <T> the type of the value
 */
public sealed interface Poll<T> permits Poll.Ready, Poll.Pending {

  record Ready<T>(@Nullable T value) implements Poll<T> {}

  final class Pending<T> implements Poll<T> {
    private static final Pending<?> INSTANCE = new Pending<>();

    private Pending() {}
  }

  static <V> Poll<V> ready(@Nullable V value) {
    return new Ready<>(value);
  }

  static Poll<Void> ready() {
    return new Ready<>(null);
  }

  @SuppressWarnings("unchecked")
  static <V> Poll<V> pending() {
    return (Poll<V>) Pending.INSTANCE;
  }

  default boolean isReady() {
    return this instanceof Ready;
  }

  default boolean isPending() {
    return !isReady();
  }

  default @Nullable T get() {
    if (this instanceof Ready<T> ready) {
      return ready.value();
    }
    throw new IllegalStateException("Poll is pending: test isReady() before get()");
  }
}
