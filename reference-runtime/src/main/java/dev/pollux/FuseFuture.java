package dev.pollux;

import org.jspecify.annotations.Nullable;

/** A future that may be polled after its end: {@link Futures#fuse}. */
final class FuseFuture<V extends @Nullable Object> implements Future<V> {
  private @Nullable Future<V> child; // null once it ended or was cancelled

  FuseFuture(Future<V> child) {
    this.child = child;
  }

  @Override
  public Poll<V> poll(Context cx) throws Exception {
    Future<V> polled = child;
    if (polled == null) {
      // pollux:ignore PendingWithoutWaker: the child has ended, there will be nothing to wake for
      return Poll.pending();
    }
    child = null; // a throw ends it, too
    Poll<V> poll = Children.poll(polled, cx);
    if (poll.isPending()) {
      child = polled;
    }
    return poll;
  }

  @Override
  public void cancel() {
    Future<V> cancelled = child;
    child = null;
    Children.cancel(cancelled);
  }

  @Override
  public String toString() {
    return "Futures.fuse";
  }
}
