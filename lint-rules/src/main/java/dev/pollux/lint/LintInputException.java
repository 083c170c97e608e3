package dev.pollux.lint;

/**
 * The request cannot be carried out: a path that does not exist, a rule that nobody knows, a file
 * that is not what it should be. The message names the thing, the value and the cure.
 */
public final class LintInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LintInputException(String message) {
    super(message);
  }

  public LintInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
