package dev.pollux.testing;

/** A test failed in some order of its tasks; the cause is what it threw. */
public final class InterleavingError extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** The name of the order. */
  private final String order;

  InterleavingError(String order, int run, Throwable cause) {
    super(
        "order "
            + run
            + " failed: "
            + cause
            + "; to run it alone: Interleavings.replay(\""
            + order
            + "\").check(...)",
        cause);
    this.order = order;
  }

  /**
   * The order in which it failed.
   *
   * @return its name, for {@link Interleavings#replay}
   */
  public String order() {
    return order;
  }
}
