package dev.pollux.net;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.reactor.Direction;
import dev.pollux.runtime.reactor.Registration;
import dev.pollux.runtime.reactor.Waiter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a channel that is tried until it would no longer block. It keeps its place among
 * those who wait for the channel only while it is pending.
 */
abstract class ChannelFuture<T> extends Waiter implements Future<T> {

  private final Registration registration;
  private boolean ended;

  /** Set by an attempt that got less than it asked for: the next one would block. */
  boolean exhausted;

  ChannelFuture(Registration registration) {
    this.registration = registration;
  }

  /** For messages. */
  abstract String name();

  abstract Direction direction();

  /**
   * Tries the operation without blocking. It calls {@link Context#spend} when it makes progress.
   *
   * @return null if it would block
   */
  abstract @Nullable Poll<T> attempt(Context cx) throws IOException;

  /** True if the operation has nothing to move, and so nothing to wait for. */
  boolean isTrivial() {
    return false;
  }

  /** The future failed or was cancelled; called at most once. */
  void abandoned() {}

  @Override
  public final Poll<T> poll(Context cx) throws IOException {
    if (ended) {
      throw new IllegalStateException(
          name() + " was polled after it had ended: call the method again for another " + name());
    }
    Poll<T> poll;
    try {
      poll = tryUntilBlocked(cx);
    } catch (Throwable failed) {
      end();
      abandoned();
      throw failed;
    }
    if (poll.isReady()) {
      end();
    }
    return poll;
  }

  private Poll<T> tryUntilBlocked(Context cx) throws IOException {
    Direction direction = direction();
    while (cx.proceed()) {
      int seen = registration.readiness();
      if (Registration.isReady(seen, direction) || isTrivial()) {
        Poll<T> poll = attempt(cx);
        if (poll == null || exhausted) {
          exhausted = false;
          registration.clear(seen, direction);
        }
        if (poll != null) {
          return poll;
        }
      } else if (registration.await(this, direction, cx)) {
        return Poll.pending();
      }
    }
    return Poll.pending();
  }

  private void end() {
    ended = true;
    if (hasWaited()) {
      registration.forget(this, direction());
    }
  }

  @Override
  public final void cancel() {
    if (!ended) {
      end();
      abandoned();
    }
  }
}
