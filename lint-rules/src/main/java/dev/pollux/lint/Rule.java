package dev.pollux.lint;

import dev.pollux.lint.code.SourceUnit;

/**
 * A definition of misuse. Implementations are registered in {@code
 * META-INF/services/dev.pollux.lint.Rule}, have a public constructor without arguments and no
 * mutable state: one object checks many files at once.
 */
public interface Rule {
  RuleInfo info();

  /**
   * Reports what is wrong in one file. Findings may stand in that file only; other files appear in
   * notes and steps. What cannot be known for certain is not reported.
   */
  void check(SourceUnit unit, Analysis analysis, Findings findings);
}
