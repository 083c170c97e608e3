package dev.pollux.sync;

import dev.pollux.AtomicWaker;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the two halves of a {@link Oneshot} share. */
final class OneshotCell<T extends @Nullable Object> {
  /*
   *             send(v)
   *   EMPTY --------------> READY v ---- receive ----+
   *     |  \                   |                     v
   *     |   \  sender closed   | receiver closed   GONE   nobody receives any more
   *     |    +--> ABANDONED    +-------------------> ^
   *     |             | receiver fails or closes     |
   *     |             +----------------------------> |
   *     +------------- receiver closed --------------+
   *
   *   who       transition             mode (least)  publishes
   *   sender    EMPTY -> READY v       CAS release   the value; then wakes the receiver
   *   sender    EMPTY -> ABANDONED     CAS release   that no value comes; then wakes the receiver
   *   receiver  any -> GONE            RMW acquire   takes the value; then wakes who waits for it
   *
   *   The state is READY if it holds a Poll: the very one that the receiver returns.
   *   No wake-up is lost: the receiver registers its waker, then reads the state; the sender changes
   *   the state, then wakes (AtomicWaker's order). The other direction likewise.
   */
  private enum Mark {
    ABANDONED,
    GONE
  }

  private final AtomicReference<@Nullable Object> state = new AtomicReference<>();
  private final AtomicWaker receiver = new AtomicWaker();
  private final AtomicWaker sender = new AtomicWaker();

  boolean send(T value) {
    if (!state.compareAndSet(null, Poll.ready(value))) {
      return false;
    }
    receiver.wake();
    return true;
  }

  void closeSender() {
    if (state.compareAndSet(null, Mark.ABANDONED)) {
      receiver.wake();
    }
  }

  boolean isReceiverClosed() {
    return state.get() == Mark.GONE;
  }

  /** The value, pending with the waker registered, or null if none will come. */
  @Nullable Poll<T> receive(Waker waker) {
    if (state.get() == null) {
      receiver.register(waker);
      if (state.get() == null) {
        return Poll.pending();
      }
    }
    Object taken = closeReceiver();
    @SuppressWarnings("unchecked") // only send() puts a Poll there
    Poll<T> value = taken instanceof Poll ? (Poll<T>) taken : null;
    return value;
  }

  @Nullable Object closeReceiver() {
    Object was = state.getAndSet(Mark.GONE);
    receiver.take();
    sender.wake();
    return was;
  }

  Poll<Void> closed(Waker waker) {
    if (!isReceiverClosed()) {
      sender.register(waker);
      if (!isReceiverClosed()) {
        return Poll.pending();
      }
    }
    return Poll.ready();
  }

  void forgetSender() {
    sender.take();
  }
}
