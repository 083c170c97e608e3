package dev.pollux.runtime;

import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One call of blockOn: its future, polled by the calling thread alone, and that future's waker. */
final class MainFuture<V> implements Waker {

  /** Whether a wake came since the last poll began: a wake always swaps, so that it publishes. */
  private final AtomicBoolean woken = new AtomicBoolean(true);

  private final Future<V> future;
  private final Parker parker;

  MainFuture(Future<V> future, Parker parker) {
    this.future = future;
    this.parker = parker;
  }

  @Override
  public void wake() {
    if (!woken.getAndSet(true)) {
      parker.unpark();
    }
  }

  /** Ends the owner's park, whether or not the future was woken. */
  void nudge() {
    parker.unpark();
  }

  /** Owner only: waits, outside the driver, until woken, nudged or interrupted. */
  void sleep() {
    parker.sleep();
  }

  /** Owner only: waits, in the driver if that is free. */
  void park() {
    parker.park();
  }

  boolean isWoken() {
    return woken.get();
  }

  /** Owner only: what the future found, or pending if nobody woke it. */
  Poll<V> pollIfWoken(PollContext cx) {
    if (!woken.get() || !woken.getAndSet(false)) {
      return Poll.pending();
    }
    cx.begin(this);
    try {
      Poll<V> poll = future.poll(cx);
      if (poll == null) {
        throw Misuse.nullPoll(future);
      }
      return poll;
    } catch (RuntimeException | Error unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      throw new CompletionException(checked);
    } finally {
      cx.end();
    }
  }

  /** Owner only: ends the call if the thread was interrupted or the runtime closed meanwhile. */
  void checkGoesOn(Core core) {
    RuntimeException end;
    if (Thread.currentThread().isInterrupted()) {
      end =
          new CompletionException(
              "blockOn was interrupted, and its future cancelled", new InterruptedException());
    } else if (core.isClosing()) {
      end = Misuse.closed(core.name, "blockOn was still waiting");
    } else {
      return;
    }
    throw end(end);
  }

  /** Owner only: gives the future up, because of what is then thrown. */
  <E extends RuntimeException> E end(E why) {
    try {
      future.cancel();
    } catch (Throwable thrown) {
      why.addSuppressed(thrown);
    }
    return why;
  }
}
