package dev.pollux.sync;

import org.jspecify.annotations.Nullable;

/** A message on its way: {@link Mpsc.Sender#send}. */
final class Send<T> extends Acquire<@Nullable Void> {
  private final MpscCore<T> core;
  private final Mpsc.Sender<T> sender;
  private @Nullable T message; // null once it is sent or given up

  Send(MpscCore<T> core, Mpsc.Sender<T> sender, T message) {
    super(core.permits);
    this.core = core;
    this.sender = sender;
    this.message = message;
  }

  @Override
  void begin() {
    sender.requireOpen();
  }

  @Override
  @Nullable Void granted() {
    T sending = message;
    message = null;
    core.put(sending);
    return null;
  }

  @Override
  @Nullable Void refused() {
    message = null;
    throw MpscCore.receiverClosed();
  }

  @Override
  void abandoned() {
    message = null;
  }

  @Override
  void giveBack() {
    core.giveBack();
  }

  @Override
  public String toString() {
    return "Mpsc.Sender.send";
  }
}
