package dev.pollux;

import java.util.Objects;

/** A parent's context with the waker of one child. */
final class ChildContext implements Context {
  private final Context parent;
  private final Waker waker;

  ChildContext(Context parent, Waker waker) {
    this.parent = parent;
    this.waker = waker;
  }

  @Override
  public Waker waker() {
    return waker;
  }

  /**
   * The parent arranges a wake-up of the task when it refuses. That alone would lose the child: its
   * combinator polls only children that were woken themselves.
   */
  @Override
  public boolean proceed() {
    if (parent.proceed()) {
      return true;
    }
    waker.wake();
    return false;
  }

  @Override
  public void spend() {
    parent.spend();
  }

  @Override
  public void defer(Waker other) {
    parent.defer(other);
  }

  /** Waking the innermost child wakes all combinators above it, so the ones between add nothing. */
  @Override
  public Context withWaker(Waker inner) {
    return new ChildContext(parent, Objects.requireNonNull(inner, "waker"));
  }

  @Override
  public <S> S service(Class<S> type) {
    return parent.service(type);
  }
}
