package dev.pollux;

import com.google.errorprone.annotations.CheckReturnValue;

/**
 * A future was polled although it had already ended: it had returned {@code Ready}, thrown, been
 * cancelled, or been given to another future. It is a mistake in the code that polls.
 */
public final class PollAfterEndException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private PollAfterEndException(String message) {
    super(message);
  }

  /**
   * For a future that is polled after {@code Ready} or a throw.
   *
   * @param future the future, for the message
   * @return the exception to throw
   */
  @CheckReturnValue
  public static PollAfterEndException completed(Object future) {
    return new PollAfterEndException(
        name(future)
            + " was polled again after it had ended. A future gives its result once: keep the"
            + " result, stop polling after Ready or a throw, or wrap it in Futures.fuse; for several"
            + " readers use Futures.shared");
  }

  /**
   * For a future that is polled after {@link Future#cancel}.
   *
   * @param future the future, for the message
   * @return the exception to throw
   */
  @CheckReturnValue
  public static PollAfterEndException cancelled(Object future) {
    return new PollAfterEndException(
        name(future)
            + " was polled after cancel(), which gave up everything it waited for. Cancel a future"
            + " only when nobody polls it any more, or create it anew");
  }

  /**
   * For a future that is polled although another future owns and polls it.
   *
   * @param future the future, for the message
   * @return the exception to throw
   */
  @CheckReturnValue
  public static PollAfterEndException givenAway(Object future) {
    return new PollAfterEndException(
        name(future)
            + " was polled although it belongs to another future, such as the one that map or then"
            + " returned. Poll that one; for two owners use Futures.shared");
  }

  private static String name(Object future) {
    Class<?> type = future.getClass();
    String simple = type.getSimpleName();
    return simple.isEmpty() ? type.getName() : simple;
  }
}
