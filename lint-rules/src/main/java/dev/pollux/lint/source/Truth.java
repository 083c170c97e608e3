package dev.pollux.lint.source;

/** An answer that may be unknown. */
enum Truth {
  YES,
  NO,
  MAYBE;

  static Truth of(boolean value) {
    return value ? YES : NO;
  }

  Truth and(Truth other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : MAYBE;
  }
}
