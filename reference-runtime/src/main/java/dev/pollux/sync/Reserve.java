package dev.pollux.sync;

/** Room for a message to come: {@link Mpsc.Sender#reserve}. */
final class Reserve<T> extends Acquire<Mpsc.Room<T>> {
  private final MpscCore<T> core;
  private final Mpsc.Sender<T> sender;

  Reserve(MpscCore<T> core, Mpsc.Sender<T> sender) {
    super(core);
    this.core = core;
    this.sender = sender;
  }

  @Override
  void begin() {
    sender.requireOpen();
  }

  @Override
  Mpsc.Room<T> granted() {
    return new Mpsc.Room<>(core);
  }

  @Override
  Mpsc.Room<T> refused() {
    throw MpscCore.receiverClosed();
  }

  @Override
  void abandoned() {
    core.wakeAtEnd();
  }

  @Override
  public String toString() {
    return "Mpsc.Sender.reserve";
  }
}
