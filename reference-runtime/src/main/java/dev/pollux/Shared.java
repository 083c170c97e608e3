package dev.pollux;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * A handle on a future that several tasks wait for: what {@link Futures#shared} gives. Each handle
 * is a future with an owner of its own; {@link #copy} makes another. All of them end with the same
 * value, or throw the same exception.
 *
 * <p>Whichever handle is polled when there is something to do polls the future for all. The future
 * is cancelled when the last of its handles is cancelled, so a handle that is not wanted any more
 * must be cancelled like any other future.
 *
 * @param <T> the type of the value
 */
public final class Shared<T extends @Nullable Object> implements Future<T> {
  final SharedCore<T> core;

  // Guarded by the core's monitor: the list of handles that wait.
  @Nullable Waker waker;
  @Nullable Shared<T> previous;
  @Nullable Shared<T> next;

  // The owner's.
  private boolean ended;
  private boolean cancelled;

  Shared(SharedCore<T> core) {
    this.core = core;
  }

  /**
   * Another handle on the same future. It may be made from a handle that has its value already.
   *
   * @return the new handle
   * @throws IllegalStateException if this handle was cancelled
   */
  @CheckReturnValue
  public Shared<T> copy() {
    if (cancelled) {
      throw new IllegalStateException(
          "copy() of a handle that was cancelled: what it shared may be given up. Copy it before"
              + " cancel()");
    }
    return core.open();
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    if (ended) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    core.run(this, cx);
    if (!core.isDone()) {
      return Poll.pending();
    }
    ended = true;
    core.leave(this);
    return core.outcome();
  }

  @Override
  public void cancel() {
    if (!ended) {
      ended = true;
      cancelled = true;
      core.leave(this);
    }
  }

  @Override
  public String toString() {
    return "Futures.shared";
  }
}
