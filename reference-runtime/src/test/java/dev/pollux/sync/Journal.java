package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import org.jspecify.annotations.Nullable;

/**
 * One task of a model: it polls its future when told to and notes whether it was woken. Its own
 * thread only, but for the wake-ups.
 */
final class Journal<V> {
  private volatile boolean woken;
  private final Context cx = Context.of(() -> woken = true);
  private @Nullable Future<V> future;
  private boolean failed;

  boolean isWaiting() {
    return future != null;
  }

  /** Whether the last future that it waited for threw. */
  boolean hasFailed() {
    return failed;
  }

  /** Begins to wait for it. */
  void await(Future<V> next) {
    future = next;
    failed = false;
  }

  /** Polls what it waits for; after the end it waits for nothing. Null: pending. */
  @Nullable Poll<V> poll() throws Exception {
    woken = false;
    Future<V> polled = future;
    future = null;
    Poll<V> poll = polled.poll(cx);
    if (poll.isPending()) {
      future = polled;
      return null;
    }
    return poll;
  }

  void cancel() {
    Future<V> cancelled = future;
    future = null;
    if (cancelled != null) {
      cancelled.cancel();
    }
  }

  /** When all is quiet: a future that can go on and whose task was not woken was forgotten. */
  @Nullable Poll<V> checkNotForgotten() {
    boolean told = woken;
    Poll<V> poll;
    try {
      poll = future == null ? null : poll();
    } catch (Exception ended) {
      failed = true;
      poll = Poll.ready(null);
    }
    if (poll != null && !told) {
      throw new IllegalStateException("a lost wake-up: it can go on, and nobody told it");
    }
    return poll;
  }
}
