package dev.pollux.testing;

/** Ends a task that the checker gave up: the report says why, this only carries it out. */
final class BrokenLawException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenLawException(String message) {
    super(message, null, false, false);
  }
}
