package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/** Ready when the receiver of a oneshot is gone: {@link Oneshot.Sender#closed}. */
final class OneshotClosed implements Future<Void> {
  private final OneshotCell<?> cell;
  private @Nullable Waker registered;
  private boolean ended;
  private boolean cancelled;

  OneshotClosed(OneshotCell<?> cell) {
    this.cell = cell;
  }

  @Override
  public Poll<Void> poll(Context cx) {
    if (ended) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    Waker waker = cx.waker();
    registered = waker;
    if (!cell.watchGone(waker)) {
      return Poll.pending();
    }
    end();
    cx.spend();
    return Poll.ready();
  }

  @Override
  public void cancel() {
    if (!ended) {
      cancelled = true;
      end();
    }
  }

  private void end() {
    ended = true;
    if (registered != null) {
      cell.stopWatching(registered);
      registered = null;
    }
  }

  @Override
  public String toString() {
    return "Oneshot.Sender.closed";
  }
}
