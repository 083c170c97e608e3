package dev.pollux;

import org.jspecify.annotations.Nullable;

/** The step of {@link Future#recoverWith}. */
final class RecoverWithFuture<T extends @Nullable Object> extends Chain<T> {
  private final ThrowingFunction<? super Exception, ? extends Future<? extends T>> next;

  RecoverWithFuture(
      Future<T> source, ThrowingFunction<? super Exception, ? extends Future<? extends T>> next) {
    super(source);
    this.next = next;
  }

  @Override
  boolean handles(@Nullable Throwable failure) {
    return failure instanceof Exception;
  }

  @Override
  boolean flattens() {
    return true;
  }

  @Override
  @Nullable Object step(@Nullable Object outcome) throws Exception {
    return next.apply((Exception) outcome);
  }

  @Override
  public String toString() {
    return "Future.recoverWith";
  }
}
