package dev.pollux;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Objects;

/**
 * What a poll is given: whom to wake, how much it may still do, and the runtime's services.
 *
 * <p>A context is valid only during the {@link Future#poll} call it is passed to and only on that
 * thread: runtimes reuse it. Keep {@link #waker}, never the context.
 */
public interface Context {

  /**
   * The waker of the task that is polling. A future that returns {@code Pending} has arranged that
   * this waker is called, and not the waker of an earlier poll: the task may have moved.
   *
   * @return the waker
   */
  @CheckReturnValue
  Waker waker();

  /**
   * Asked by a leaf before it makes progress: may this poll still do something? A task that always
   * finds the next message ready would otherwise never give the thread back.
   *
   * @return false if the budget of this poll is spent; a wake-up is then arranged already, and the
   *     leaf returns {@code Pending} without having changed anything
   */
  @CheckReturnValue
  default boolean proceed() {
    return true;
  }

  /**
   * Called by a leaf after it made progress: takes one unit from the budget of this poll. Runtimes
   * give each poll of a task 128 units.
   */
  default void spend() {}

  /**
   * Wakes a waker after this poll instead of at once. For a leaf whose progress lets others go on:
   * should one poll make progress many times, they are woken once, and not each time.
   *
   * @param waker whom to wake; a runtime wakes it soon after this poll, and without one it is woken
   *     at once
   */
  default void defer(Waker waker) {
    waker.wake();
  }

  /**
   * The context that a combinator hands to a child it wants to be woken apart: the same runtime,
   * services and budget, but another waker. If {@link #proceed} refuses, both wakers are woken, so
   * that the child is polled again and not only its parent.
   *
   * @param waker whom the child wakes
   * @return a context that is valid as long as this one
   */
  @CheckReturnValue
  default Context withWaker(Waker waker) {
    return new ChildContext(this, Objects.requireNonNull(waker, "waker"));
  }

  /**
   * Finds a service of the runtime that is polling, such as its timers. For authors of leaf
   * futures.
   *
   * @param type the service's interface
   * @param <S> the service's type
   * @return the service
   * @throws IllegalStateException if no runtime is polling, or it has no such service
   */
  @CheckReturnValue
  default <S> S service(Class<S> type) {
    throw new IllegalStateException(
        "no "
            + type.getSimpleName()
            + " here, because no runtime polls this future: hand it to AsyncRuntime.blockOn or"
            + " spawn, or poll it with a Context whose service() gives one");
  }

  /**
   * A context with no runtime behind it: for polling by hand, as tests do. Its budget never ends,
   * and it offers no services.
   *
   * @param waker whom the future wakes
   * @return the context
   */
  @CheckReturnValue
  static Context of(Waker waker) {
    Objects.requireNonNull(waker, "waker");
    return () -> waker;
  }
}
