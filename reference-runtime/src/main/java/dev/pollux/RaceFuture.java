package dev.pollux;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first of many to end: {@link Futures#race}. */
final class RaceFuture<V extends @Nullable Object> implements Future<V>, ChildSet.Listener<V> {
  private @Nullable ChildSet<V> children; // null once it ended
  private @Nullable Poll<V> winner;
  private @Nullable Throwable failure;
  private boolean cancelled;

  RaceFuture(List<Future<? extends V>> futures) {
    this.children = new ChildSet<>(futures);
  }

  @Override
  public Poll<V> poll(Context cx) throws Exception {
    ChildSet<V> set = children;
    if (set == null) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    set.poll(cx, this);
    if (failure != null) {
      children = null;
      set.cancel(failure);
      throw Children.raise(failure);
    }
    Poll<V> result = winner;
    if (result == null) {
      return Poll.pending();
    }
    children = null;
    winner = null;
    set.cancel();
    return result;
  }

  @Override
  public boolean ended(int index, @Nullable V value, @Nullable Throwable thrown) {
    failure = thrown;
    if (thrown == null) {
      winner = Poll.ready(value);
    }
    return false;
  }

  @Override
  public void cancel() {
    ChildSet<V> set = children;
    if (set != null) {
      children = null;
      cancelled = true;
      set.cancel();
    }
  }

  @Override
  public String toString() {
    return "Futures.race";
  }
}
