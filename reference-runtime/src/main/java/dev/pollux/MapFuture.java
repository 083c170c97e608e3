package dev.pollux;

import org.jspecify.annotations.Nullable;

/** The step of {@link Future#map}. */
final class MapFuture<A extends @Nullable Object, T extends @Nullable Object> extends Chain<T> {
  private final ThrowingFunction<? super A, ? extends T> function;

  MapFuture(Future<A> source, ThrowingFunction<? super A, ? extends T> function) {
    super(source);
    this.function = function;
  }

  @Override
  boolean handles(@Nullable Throwable failure) {
    return failure == null;
  }

  @Override
  @SuppressWarnings("unchecked") // the value of the source, which is a Future<A>
  @Nullable Object step(@Nullable Object outcome) throws Exception {
    return function.apply((A) outcome);
  }

  @Override
  public String toString() {
    return "Future.map";
  }
}
