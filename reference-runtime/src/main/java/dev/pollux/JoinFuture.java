package dev.pollux;

import org.jspecify.annotations.Nullable;

/** Both of two: {@link Futures#join}. */
final class JoinFuture<
        A extends @Nullable Object, B extends @Nullable Object, V extends @Nullable Object>
    extends Pair<A, B, V> {
  private final ThrowingBiFunction<? super A, ? super B, ? extends V> combine;
  private @Nullable Poll<? extends A> a;
  private @Nullable Poll<? extends B> b;

  JoinFuture(
      Future<? extends A> first,
      Future<? extends B> second,
      ThrowingBiFunction<? super A, ? super B, ? extends V> combine) {
    super(first, second);
    this.combine = combine;
  }

  @Override
  @Nullable Poll<V> firstEnded(Poll<? extends A> poll) throws Exception {
    a = poll;
    return both();
  }

  @Override
  @Nullable Poll<V> secondEnded(Poll<? extends B> poll) throws Exception {
    b = poll;
    return both();
  }

  private @Nullable Poll<V> both() throws Exception {
    return a == null || b == null ? null : Poll.ready(combine.apply(a.get(), b.get()));
  }

  @Override
  public String toString() {
    return "Futures.join";
  }
}
