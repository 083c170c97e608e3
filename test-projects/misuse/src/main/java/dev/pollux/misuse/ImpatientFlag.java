package dev.pollux.misuse;

import dev.pollux.AtomicWaker;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A flag that is raised once. {@link #impatient} asks at full speed whether it is up, {@link
 * #raised} waits.
 */
final class ImpatientFlag {
  private final AtomicBoolean up = new AtomicBoolean();
  private final AtomicWaker waiting = new AtomicWaker();

  /** Whether it was down before. */
  boolean raise() {
    boolean first = !up.getAndSet(true);
    waiting.wake();
    return first;
  }

  /** Law 2: it wakes itself without news, so its worker does nothing else. */
  Future<Void> impatient() {
    return new Impatient();
  }

  /** The mended twin: first register, then look. */
  Future<Void> raised() {
    return new Raised();
  }

  private final class Impatient implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      if (!up.get()) {
        cx.waker().wake(); // expect: BusyWake
        return Poll.pending();
      }
      return Poll.ready();
    }
  }

  private final class Raised implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      waiting.register(cx.waker());
      return up.get() ? Poll.ready() : Poll.pending();
    }

    @Override
    public void cancel() {
      waiting.take();
    }
  }
}
