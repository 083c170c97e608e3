package dev.pollux;

import org.jspecify.annotations.Nullable;

/** The step of {@link Future#then}. */
final class ThenFuture<A extends @Nullable Object, T extends @Nullable Object> extends Chain<T> {
  private final ThrowingFunction<? super A, ? extends Future<? extends T>> next;

  ThenFuture(Future<A> source, ThrowingFunction<? super A, ? extends Future<? extends T>> next) {
    super(source);
    this.next = next;
  }

  @Override
  boolean handles(@Nullable Throwable failure) {
    return failure == null;
  }

  @Override
  boolean flattens() {
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // the value of the source, which is a Future<A>
  @Nullable Object step(@Nullable Object outcome) throws Exception {
    return next.apply((A) outcome);
  }

  @Override
  public String toString() {
    return "Future.then";
  }
}
