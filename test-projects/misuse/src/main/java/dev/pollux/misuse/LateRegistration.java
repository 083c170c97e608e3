package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.function.Consumer;

/**
 * Law 2, in the form that passes every test until the event is quick: the callback is handed over
 * and the waker is stored after it. A source that has its value at hand calls back at once, finds
 * no waker, and the waker that is stored then is called by nobody.
 *
 * @param <T> what the source gives
 */
final class LateRegistration<T> implements Future<T> {
  private final Consumer<Consumer<T>> source;
  private boolean asked;
  private volatile T value;
  private volatile Waker waker;

  LateRegistration(Consumer<Consumer<T>> source) {
    this.source = source;
  }

  @Override
  public Poll<T> poll(Context cx) {
    if (value != null) {
      return Poll.ready(value);
    }
    if (!asked) {
      asked = true;
      source.accept(this::arrived);
    }
    waker = cx.waker();
    return Poll.pending();
  }

  private void arrived(T arrived) {
    value = arrived;
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }

  /**
   * The mended twin: first the waker, then the question, then one more look.
   *
   * @param <T> what the source gives
   */
  static final class Mended<T> implements Future<T> {
    private final Consumer<Consumer<T>> source;
    private boolean asked;
    private volatile T value;
    private volatile Waker waker;

    Mended(Consumer<Consumer<T>> source) {
      this.source = source;
    }

    @Override
    public Poll<T> poll(Context cx) {
      waker = cx.waker();
      if (!asked) {
        asked = true;
        source.accept(this::arrived);
      }
      return value != null ? Poll.ready(value) : Poll.pending();
    }

    private void arrived(T arrived) {
      value = arrived;
      Waker waiting = waker;
      if (waiting != null) {
        waiting.wake();
      }
    }
  }
}
