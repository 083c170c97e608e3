package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * What comes next in a channel: {@link Mpsc.Receiver#receive} and {@link
 * Mpsc.Receiver#receiveMany}. It is its own place among those that are woken.
 *
 * @param <T> the type of the messages
 * @param <V> what is given: a message, or several
 */
abstract class Receive<T, V extends @Nullable Object> implements Future<V> {
  final MpscCore<T> core;
  private volatile @Nullable Waker waker; // written by the owner, read by who wakes it
  private boolean ended; // the owner's
  private boolean cancelled; // the owner's

  // Guarded by the lock of the core.
  boolean listed;
  @Nullable Receive<T, ?> next;

  Receive(MpscCore<T> core) {
    this.core = core;
  }

  /** Takes what is there; null if nothing is. */
  abstract @Nullable V take(Context cx);

  /** What is given at the end of the channel. */
  abstract V atEnd();

  @Override
  public final Poll<V> poll(Context cx) {
    if (ended) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    V taken = take(cx);
    if (taken == null) {
      waker = cx.waker();
      core.await(this);
      taken = take(cx);
    }
    if (taken == null && !core.isAtEnd()) {
      return Poll.pending();
    }
    end();
    cx.spend();
    return Poll.ready(taken == null ? atEnd() : taken);
  }

  @Override
  public final void cancel() {
    if (!ended) {
      cancelled = true;
      end();
    }
  }

  final void wake() {
    Waker found = waker;
    if (found != null) {
      found.wake();
    }
  }

  final void unlisted() {
    listed = false;
    next = null;
  }

  private void end() {
    ended = true;
    if (waker != null) {
      core.forget(this);
      waker = null;
    }
  }
}
