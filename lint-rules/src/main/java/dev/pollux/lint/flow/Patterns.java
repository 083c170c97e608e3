package dev.pollux.lint.flow;

import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.TypeRef;

/** What patterns test. */
final class Patterns {
  private Patterns() {}

  /** The type that the pattern asks for; unknown for one that matches all. */
  static TypeRef type(Pattern pattern) {
    if (pattern instanceof Pattern.OfType of) {
      return of.type();
    }
    return pattern instanceof Pattern.OfRecord of ? of.type() : TypeRef.UNKNOWN;
  }
}
