package dev.pollux;

import org.jspecify.annotations.Nullable;

/** The step of {@link Future#recover}. */
final class RecoverFuture<X extends Exception, T extends @Nullable Object> extends Chain<T> {
  private final Class<X> type;
  private final ThrowingFunction<? super X, ? extends T> function;

  RecoverFuture(
      Future<T> source, Class<X> type, ThrowingFunction<? super X, ? extends T> function) {
    super(source);
    this.type = type;
    this.function = function;
  }

  @Override
  boolean handles(@Nullable Throwable failure) {
    return type.isInstance(failure);
  }

  @Override
  @Nullable Object step(@Nullable Object outcome) throws Exception {
    return function.apply(type.cast(outcome));
  }

  @Override
  public String toString() {
    return "Future.recover";
  }
}
