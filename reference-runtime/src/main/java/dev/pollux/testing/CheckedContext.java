package dev.pollux.testing;

import dev.pollux.Context;
import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/** The context of one checked poll. Polling thread only; after the poll it refuses. */
final class CheckedContext implements Context {
  private final PollScope scope;
  private final CheckSession session;
  private @Nullable Context inner;
  private @Nullable Waker waker;

  CheckedContext(Context inner, Waker waker, PollScope scope, CheckSession session) {
    this.inner = inner;
    this.waker = waker;
    this.scope = scope;
    this.session = session;
  }

  @Override
  public Waker waker() {
    Waker valid = waker;
    if (valid == null) {
      throw expired();
    }
    scope.asked();
    return valid;
  }

  @Override
  public boolean proceed() {
    boolean may = inner().proceed();
    if (!may) {
      scope.refused();
    }
    return may;
  }

  @Override
  public void spend() {
    scope.progressed();
    inner().spend();
  }

  @Override
  public void defer(Waker other) {
    inner().defer(other);
  }

  @Override
  public <S> S service(Class<S> type) {
    return inner().service(type);
  }

  /** The poll is over: nothing that is kept of this context reaches the waker. */
  void expire() {
    inner = null;
    waker = null;
  }

  private Context inner() {
    Context valid = inner;
    if (valid == null) {
      throw expired();
    }
    return valid;
  }

  private IllegalStateException expired() {
    session.report(
        new Violation(
            Law.WAKE_UP_ARRANGED,
            "a Context was used after the poll it was passed to",
            scope.task.name(),
            Frames.of(new Throwable().getStackTrace()),
            java.util.List.of(),
            "keep cx.waker(), never cx: runtimes reuse the context for other tasks"));
    return new IllegalStateException(
        "this Context was used after the poll it was passed to: keep cx.waker(), never cx");
  }
}
