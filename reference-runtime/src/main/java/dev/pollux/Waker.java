package dev.pollux;

/**
 * Tells whoever owns a pending future that polling it again may help.
 *
 * <p>A leaf future keeps the waker of its latest poll where the event it waits for will find it.
 * Unlike the {@link Context} it came from, a waker may be kept, shared, and called from any thread,
 * any number of times, before and after the future is complete.
 *
 * <p>Implementations are called from places that can bear nothing else: {@link #wake} never throws,
 * never blocks and never polls. It only makes sure that a poll that sees everything written before
 * the call will follow.
 */
public interface Waker {

  /**
   * Asks for another poll. Several calls before that poll may become one; a call during a poll
   * leads to one more. After the future is complete it does nothing.
   */
  void wake();

  /**
   * Tells whether waking this waker wakes what the other would, so that one need not replace the
   * other. False is always a correct answer.
   *
   * @param other the waker to compare with
   * @return true if the two wake the same
   */
  default boolean willWake(Waker other) {
    return this == other;
  }

  /**
   * A waker that wakes nobody: for polling once without ever waiting. A future that returns {@code
   * Pending} to it is never polled again unless somebody decides to.
   *
   * @return the waker
   */
  static Waker noop() {
    return NoopWaker.INSTANCE;
  }
}
