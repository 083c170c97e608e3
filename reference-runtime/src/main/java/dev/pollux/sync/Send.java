package dev.pollux.sync;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import org.jspecify.annotations.Nullable;

/** A message on its way: {@link Mpsc.Sender#send}. It is its own place in the queue of senders. */
final class Send<T> extends Waiter implements Future<Void> {
  private final MpscCore<T> core;
  private final Mpsc.Sender<T> sender;
  private @Nullable T message; // the owner's; null once it is sent or given up
  private boolean cancelled;

  Send(MpscCore<T> core, Mpsc.Sender<T> sender, T message) {
    this.core = core;
    this.sender = sender;
    this.message = message;
  }

  @Override
  public Poll<Void> poll(Context cx) {
    T sending = message;
    if (sending == null) {
      throw cancelled
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    if (place != OUTSIDE) {
      return outcome(core.permits.renew(this, cx.waker()), sending, cx);
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    sender.requireOpen();
    return outcome(core.permits.acquire(this, cx.waker()), sending, cx);
  }

  private Poll<Void> outcome(int found, T sending, Context cx) {
    if (found == QUEUED) {
      return Poll.pending();
    }
    place = OUTSIDE;
    message = null;
    if (found == REFUSED) {
      throw new ChannelClosedException(
          "the receiver of this channel is closed, so the message was not sent: stop sending, or"
              + " keep the receiver open for as long as there are senders");
    }
    core.put(sending);
    cx.spend();
    return Poll.ready();
  }

  /**
   * The message is not sent; a place in the queue, or a permit that was granted, goes to others.
   */
  @Override
  public void cancel() {
    if (message != null) {
      message = null;
      cancelled = true;
      if (place != OUTSIDE) {
        boolean granted = core.permits.leave(this);
        if (granted) {
          core.giveBack();
        }
      }
    }
  }

  @Override
  public String toString() {
    return "Mpsc.Sender.send";
  }
}
