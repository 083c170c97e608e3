package dev.pollux.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Why a task has no value: it threw (the {@linkplain #getCause() cause} is what it threw), or it
 * was aborted before it was done.
 */
public final class JoinException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean aborted;

  private JoinException(String message, @Nullable Throwable cause, boolean aborted) {
    super(message, cause);
    this.aborted = aborted;
  }

  static JoinException failed(Throwable cause, @Nullable StackTraceElement spawnSite) {
    String where = spawnSite == null ? "" : ", spawned at " + spawnSite + ",";
    return new JoinException("the task" + where + " failed: " + describe(cause), cause, false);
  }

  static JoinException aborted(String why) {
    return new JoinException(why, null, true);
  }

  /** A {@code toString} of the user's may throw in its turn, and must not hide the failure. */
  private static String describe(Throwable cause) {
    try {
      return cause.toString();
    } catch (Throwable broken) {
      return cause.getClass().getName();
    }
  }

  /**
   * Tells an abort from a failure.
   *
   * @return true if the task was aborted, by its handle or by the closing of its runtime; false if
   *     it threw
   */
  public boolean isAborted() {
    return aborted;
  }
}
