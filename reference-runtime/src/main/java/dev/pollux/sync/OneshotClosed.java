package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;

/** Ready when the receiver of a oneshot is gone: {@link Oneshot.Sender#closed}. */
final class OneshotClosed implements Future<Void> {
  private final OneshotCell<?> cell;
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
    Poll<Void> poll = cell.closed(cx.waker());
    if (poll.isReady()) {
      ended = true;
      cx.spend();
    }
    return poll;
  }

  @Override
  public void cancel() {
    if (!ended) {
      ended = true;
      cancelled = true;
      cell.forgetSender();
    }
  }

  @Override
  public String toString() {
    return "Oneshot.Sender.closed";
  }
}
