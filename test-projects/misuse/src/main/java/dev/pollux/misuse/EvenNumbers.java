package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.sync.Mpsc;

/**
 * Law 2: an odd number was taken, and with it the wake-up that it brought; for the next one nobody
 * has asked.
 */
final class EvenNumbers implements Future<Integer> {
  private final Mpsc.Receiver<Integer> numbers;
  private Future<Integer> next;

  EvenNumbers(Mpsc.Receiver<Integer> numbers) {
    this.numbers = numbers;
  }

  @Override
  public Poll<Integer> poll(Context cx) throws Exception {
    if (next == null) {
      next = numbers.receive();
    }
    Poll<Integer> number = next.poll(cx);
    if (number.isPending()) {
      return Poll.pending();
    }
    next = null;
    if (number.get() % 2 != 0) {
      return Poll.pending(); // expect: PendingAfterReadyChild
    }
    return number;
  }

  @Override
  public void cancel() {
    if (next != null) {
      next.cancel();
    }
  }

  /** The mended twin: it goes on until a child is pending, and that child holds the waker. */
  static final class Mended implements Future<Integer> {
    private final Mpsc.Receiver<Integer> numbers;
    private Future<Integer> next;

    Mended(Mpsc.Receiver<Integer> numbers) {
      this.numbers = numbers;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      for (; ; ) {
        if (next == null) {
          next = numbers.receive();
        }
        Poll<Integer> number = next.poll(cx);
        if (number.isPending()) {
          return Poll.pending();
        }
        next = null;
        if (number.get() % 2 == 0) {
          return number;
        }
      }
    }

    @Override
    public void cancel() {
      if (next != null) {
        next.cancel();
      }
    }
  }
}
