package dev.pollux.sync;

import org.jspecify.annotations.Nullable;

/** A message on its way: {@link Mpsc.Sender#send}. */
final class Send<T> extends Acquire<@Nullable Void> {
  private final MpscCore<T> core;
  private final Mpsc.Sender<T> sender;
  private @Nullable T message; // null once it is sent or given up

  Send(MpscCore<T> core, Mpsc.Sender<T> sender, T message) {
    super(core);
    this.core = core;
    this.sender = sender;
    this.message = message;
  }

  @Override
  void begin() {
    sender.requireOpen();
  }

  @Override
  boolean tryPass() {
    if (core.trySend(message)) {
      message = null;
      return true;
    }
    return false;
  }

  @Override
  @Nullable Void passed() {
    return null;
  }

  @Override
  @Nullable Void granted() {
    T sending = message;
    message = null;
    core.send(sending);
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
    core.wakeAtEnd();
  }

  @Override
  public String toString() {
    return "Mpsc.Sender.send";
  }
}
