package dev.pollux;

import org.jspecify.annotations.Nullable;

/** The first of two: {@link Futures#select}. */
final class SelectFuture<A extends @Nullable Object, B extends @Nullable Object>
    extends Pair<A, B, Selected<A, B>> {

  SelectFuture(Future<? extends A> first, Future<? extends B> second) {
    super(first, second);
  }

  @Override
  Poll<Selected<A, B>> firstEnded(Poll<? extends A> poll) {
    return Poll.ready(new Selected.First<>(poll.get()));
  }

  @Override
  Poll<Selected<A, B>> secondEnded(Poll<? extends B> poll) {
    return Poll.ready(new Selected.Second<>(poll.get()));
  }

  @Override
  public String toString() {
    return "Futures.select";
  }
}
