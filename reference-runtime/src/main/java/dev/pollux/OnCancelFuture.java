package dev.pollux;

import org.jspecify.annotations.Nullable;

/** The step of {@link Future#onCancel}: none, but a hook for when it is never reached. */
final class OnCancelFuture<T extends @Nullable Object> extends Chain<T> {
  private final Runnable hook;

  OnCancelFuture(Future<T> source, Runnable hook) {
    super(source);
    this.hook = hook;
  }

  @Override
  boolean handles(@Nullable Throwable failure) {
    return false;
  }

  @Override
  @Nullable Object step(@Nullable Object outcome) {
    throw new AssertionError("handles() refused it");
  }

  @Override
  void abandoned() {
    hook.run();
  }

  @Override
  public String toString() {
    return "Future.onCancel";
  }
}
