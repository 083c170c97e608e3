package dev.pollux;

import org.jspecify.annotations.Nullable;

/** A future made of a function: {@link Futures#pollFn}. */
final class PollFnFuture<V extends @Nullable Object> implements Future<V> {
  private @Nullable ThrowingFunction<? super Context, ? extends Poll<V>> poll; // null at its end
  private @Nullable Runnable onCancel;
  private boolean cancelled;

  PollFnFuture(
      ThrowingFunction<? super Context, ? extends Poll<V>> poll, @Nullable Runnable onCancel) {
    this.poll = poll;
    this.onCancel = onCancel;
  }

  @Override
  public Poll<V> poll(Context cx) throws Exception {
    ThrowingFunction<? super Context, ? extends Poll<V>> function = poll;
    if (function == null) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    Poll<V> found = null;
    try {
      found = function.apply(cx);
      if (found == null) {
        throw new NullPointerException(
            "the function given to pollFn returned null: return Poll.ready(value) or, with a"
                + " wake-up arranged, Poll.pending()");
      }
    } finally {
      if (found == null || found.isReady()) {
        poll = null;
        onCancel = null;
      }
    }
    return found;
  }

  @Override
  public void cancel() {
    Runnable hook = onCancel;
    if (poll == null) {
      return;
    }
    poll = null;
    onCancel = null;
    cancelled = true;
    if (hook != null) {
      try {
        hook.run();
      } catch (Throwable thrown) {
        CancelFailure.log(this, thrown);
      }
    }
  }

  @Override
  public String toString() {
    return "Futures.pollFn";
  }
}
