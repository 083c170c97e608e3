package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * The next message of a channel: {@link Mpsc.Receiver#receive}. It is its own place to be woken.
 */
final class Receive<T> implements Future<@Nullable T> {
  private final MpscCore<T> core;
  private volatile @Nullable Waker waker; // written by the owner, read by who wakes it
  private boolean ended; // the owner's
  private boolean cancelled; // the owner's

  // Guarded by the lock of the core.
  boolean listed;
  @Nullable Receive<T> next;

  Receive(MpscCore<T> core) {
    this.core = core;
  }

  @Override
  public Poll<@Nullable T> poll(Context cx) {
    if (ended) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    T message = core.take();
    if (message == null) {
      waker = cx.waker();
      core.await(this);
      message = core.take();
    }
    if (message == null && !core.isAtEnd()) {
      return Poll.pending();
    }
    end();
    cx.spend();
    return Poll.ready(message);
  }

  @Override
  public void cancel() {
    if (!ended) {
      cancelled = true;
      end();
    }
  }

  void wake() {
    Waker found = waker;
    if (found != null) {
      found.wake();
    }
  }

  void unlisted() {
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

  @Override
  public String toString() {
    return "Mpsc.Receiver.receive";
  }
}
