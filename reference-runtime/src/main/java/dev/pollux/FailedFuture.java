package dev.pollux;

import org.jspecify.annotations.Nullable;

/** Throws at its first poll. */
final class FailedFuture<T extends @Nullable Object> implements Future<T> {
  private @Nullable Throwable thrown;

  FailedFuture(Throwable thrown) {
    this.thrown = thrown;
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    Throwable found = thrown;
    if (found == null) {
      throw PollAfterEndException.completed(this);
    }
    thrown = null;
    throw Children.raise(found);
  }

  @Override
  public void cancel() {
    thrown = null;
  }

  @Override
  public String toString() {
    return "Future.failed";
  }
}
