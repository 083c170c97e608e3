package dev.pollux;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of many: {@link Futures#joinAll} and {@link Futures#tryJoinAll}. */
final class JoinAllFuture<V extends @Nullable Object>
    implements Future<List<V>>, ChildSet.Listener<V> {
  private final boolean failFast;
  private @Nullable ChildSet<V> children; // null once it ended
  private @Nullable Object @Nullable [] values;
  private @Nullable Throwable failure;
  private boolean cancelled;

  JoinAllFuture(List<Future<? extends V>> futures, boolean failFast) {
    this.children = new ChildSet<>(futures);
    this.failFast = failFast;
  }

  @Override
  public Poll<List<V>> poll(Context cx) throws Exception {
    ChildSet<V> set = children;
    if (set == null) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    if (values == null) {
      values = new Object[set.size()];
    }
    set.poll(cx, this);
    if (failure != null && failFast) {
      children = null;
      set.cancel(failure);
      throw Children.raise(failure);
    }
    if (set.live() > 0) {
      return Poll.pending();
    }
    children = null;
    if (failure != null) {
      throw Children.raise(failure);
    }
    @SuppressWarnings("unchecked") // filled with values of the children only
    V[] all = (V[]) values;
    values = null;
    return Poll.ready(Collections.unmodifiableList(Arrays.asList(all)));
  }

  @Override
  public boolean ended(int index, @Nullable V value, @Nullable Throwable thrown) {
    if (thrown == null) {
      values[index] = value;
      return true;
    }
    if (failure == null) {
      failure = thrown;
    } else {
      Children.suppress(failure, thrown);
    }
    return !failFast;
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
    return failFast ? "Futures.tryJoinAll" : "Futures.joinAll";
  }
}
