package dev.pollux;

import org.jspecify.annotations.Nullable;

/** Never ends. It has no state, so that one instance serves all. */
final class PendingFuture<T extends @Nullable Object> implements Future<T> {
  private static final PendingFuture<@Nullable Object> INSTANCE = new PendingFuture<>();

  private PendingFuture() {}

  @SuppressWarnings("unchecked") // it never gives a value of any type
  static <V extends @Nullable Object> Future<V> instance() {
    return (Future<V>) (Future<?>) INSTANCE;
  }

  @Override
  public Poll<T> poll(Context cx) {
    return Poll.pending();
  }

  @Override
  public String toString() {
    return "Future.pending";
  }
}
