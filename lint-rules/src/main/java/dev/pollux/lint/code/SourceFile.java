package dev.pollux.lint.code;

/**
 * A source file that has been read into memory and waits for the parser.
 *
 * @param path as reports print it, with {@code /}; unique within one run
 * @param role what the file is wanted for
 * @param text its characters, without byte-order mark; line ends as they are
 */
public record SourceFile(String path, Role role, String text) {
  /** What a file is wanted for. */
  public enum Role {
    MAIN,
    TEST,
    /** Read for its declarations only: rules do not see it. */
    TYPES
  }
}
