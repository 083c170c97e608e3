package dev.pollux;

import org.jspecify.annotations.Nullable;

/**
 * Two children polled in turn, until one throws or the subclass has what it wants. With two, a
 * waker for each would cost more than the poll it saves: both have the task's.
 */
abstract class Pair<
        A extends @Nullable Object, B extends @Nullable Object, V extends @Nullable Object>
    implements Future<V> {
  private @Nullable Future<? extends A> first; // null once it ended
  private @Nullable Future<? extends B> second;
  private boolean
      secondsTurn; // who is polled first: a child that spends the budget must not always
  private @Nullable Boolean cancelled; // null until the pair is at its end

  Pair(Future<? extends A> first, Future<? extends B> second) {
    this.first = first;
    this.second = second;
  }

  /** The first child is ready: gives the pair's own result, or null to go on with the second. */
  abstract @Nullable Poll<V> firstEnded(Poll<? extends A> poll) throws Exception;

  /** The second child is ready: gives the pair's own result, or null to go on with the first. */
  abstract @Nullable Poll<V> secondEnded(Poll<? extends B> poll) throws Exception;

  @Override
  public final Poll<V> poll(Context cx) throws Exception {
    if (cancelled != null) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    boolean secondFirst = secondsTurn;
    secondsTurn = !secondFirst;
    try {
      Poll<V> result = secondFirst ? pollSecond(cx) : pollFirst(cx);
      if (result == null) {
        result = secondFirst ? pollFirst(cx) : pollSecond(cx);
      }
      if (result == null) {
        return Poll.pending();
      }
      end(false);
      return result;
    } catch (Throwable thrown) {
      cancelled = false;
      Children.cancel(second, thrown);
      Children.cancel(first, thrown);
      release();
      throw thrown;
    }
  }

  private @Nullable Poll<V> pollFirst(Context cx) throws Exception {
    Future<? extends A> child = first;
    if (child == null) {
      return null;
    }
    first = null; // a throw ends it, too: it must not be cancelled then
    Poll<? extends A> poll = Children.poll(child, cx);
    if (poll.isReady()) {
      return firstEnded(poll);
    }
    first = child;
    return null;
  }

  private @Nullable Poll<V> pollSecond(Context cx) throws Exception {
    Future<? extends B> child = second;
    if (child == null) {
      return null;
    }
    second = null;
    Poll<? extends B> poll = Children.poll(child, cx);
    if (poll.isReady()) {
      return secondEnded(poll);
    }
    second = child;
    return null;
  }

  @Override
  public final void cancel() {
    if (cancelled == null) {
      end(true);
    }
  }

  private void end(boolean byCancel) {
    cancelled = byCancel;
    Children.cancel(second);
    Children.cancel(first);
    release();
  }

  private void release() {
    first = null;
    second = null;
  }
}
