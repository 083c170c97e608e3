package dev.pollux.maven.lint;

/** A parameter of a goal has a value it cannot have. The message names both, and the choices. */
public final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Says what is wrong in one line. */
  public InvalidSettingException(String message) {
    super(message);
  }
}
