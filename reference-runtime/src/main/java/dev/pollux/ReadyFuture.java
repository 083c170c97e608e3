package dev.pollux;

import org.jspecify.annotations.Nullable;

/** Ready at its first poll. */
final class ReadyFuture<T extends @Nullable Object> implements Future<T> {
  private @Nullable Poll<T> poll;

  ReadyFuture(T value) {
    this.poll = Poll.ready(value);
  }

  @Override
  public Poll<T> poll(Context cx) {
    Poll<T> found = poll;
    if (found == null) {
      throw PollAfterEndException.completed(this);
    }
    poll = null;
    return found;
  }

  @Override
  public void cancel() {
    poll = null;
  }

  @Override
  public String toString() {
    return "Future.ready";
  }
}
