package dev.pollux;

import org.jspecify.annotations.Nullable;

/** A resource for as long as a body runs: {@link Futures#using}. */
final class UsingFuture<C extends AutoCloseable, V extends @Nullable Object> implements Future<V> {
  /*
   *   OPENING --open is ready--> IN_USE --body is ready | throws--> ENDED   (the resource is closed)
   *      |                         |
   *      |                         +-------- cancel() ------------> CANCELLED (body, then resource)
   *      +-- open throws --> ENDED; cancel() --> CANCELLED (there is nothing to close)
   */
  private enum Phase {
    OPENING,
    IN_USE,
    ENDED,
    CANCELLED
  }

  private final ThrowingFunction<? super C, ? extends Future<? extends V>> body;
  private Phase phase = Phase.OPENING;
  private @Nullable Future<? extends C> open; // OPENING
  private @Nullable C resource; // IN_USE
  private @Nullable Future<? extends V> running; // IN_USE

  UsingFuture(
      Future<? extends C> open, ThrowingFunction<? super C, ? extends Future<? extends V>> body) {
    this.open = open;
    this.body = body;
  }

  @Override
  @SuppressWarnings("unchecked") // a Poll only gives its value
  public Poll<V> poll(Context cx) throws Exception {
    if (phase == Phase.OPENING) {
      Poll<? extends C> opened;
      try {
        opened = Children.poll(open, cx);
      } catch (Throwable thrown) {
        phase = Phase.ENDED;
        open = null;
        throw thrown;
      }
      if (opened.isPending()) {
        return Poll.pending();
      }
      open = null;
      phase = Phase.IN_USE;
      resource = opened.get();
    }
    if (phase != Phase.IN_USE) {
      throw phase == Phase.CANCELLED
          ? PollAfterEndException.cancelled(this)
          : PollAfterEndException.completed(this);
    }
    Poll<V> poll;
    try {
      if (resource == null) {
        throw new NullPointerException("the resource that using opened is null: open one");
      }
      if (running == null) {
        running = body.apply(resource);
        if (running == null) {
          throw new NullPointerException(
              "the body given to using returned null: return a future, such as"
                  + " Future.ready(value)");
        }
      }
      poll = (Poll<V>) Children.poll(running, cx);
    } catch (Throwable thrown) {
      C closing = end(Phase.ENDED);
      try {
        if (closing != null) {
          closing.close();
        }
      } catch (Throwable inClose) {
        Children.suppress(thrown, inClose);
      }
      throw thrown;
    }
    if (poll.isReady()) {
      end(Phase.ENDED).close();
    }
    return poll;
  }

  @Override
  public void cancel() {
    if (phase == Phase.OPENING) {
      Future<? extends C> opening = open;
      end(Phase.CANCELLED);
      Children.cancel(opening);
    } else if (phase == Phase.IN_USE) {
      Future<? extends V> inWork = running;
      C closing = end(Phase.CANCELLED);
      Children.cancel(inWork);
      try {
        closing.close();
      } catch (Throwable thrown) {
        CancelFailure.log(this, thrown);
      }
    }
  }

  private @Nullable C end(Phase how) {
    C closing = resource;
    phase = how;
    open = null;
    running = null;
    resource = null;
    return closing;
  }

  @Override
  public String toString() {
    return "Futures.using";
  }
}
