package dev.pollux.lint.flow;

import org.jspecify.annotations.Nullable;

/**
 * A way from one node to another.
 *
 * @param detail a label for break and continue where one is written, the {@link
 *     dev.pollux.lint.code.TypeRef} that is thrown where it is known, the {@link
 *     dev.pollux.lint.code.Switch.Case} for a case; otherwise null
 */
public record Edge(Node from, Node to, Kind kind, @Nullable Object detail) {
  /** Why control goes this way. */
  public enum Kind {
    NORMAL,
    TRUE,
    FALSE,
    CASE,
    EXCEPTION,
    RETURN,
    BREAK,
    CONTINUE,
    YIELD
  }

  @Override
  public String toString() {
    return from + " -" + kind + "-> " + to;
  }
}
