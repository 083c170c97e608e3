package dev.pollux.lint;

import dev.pollux.lint.code.ProgramReader;

/**
 * The engine behind every front end. It has no state: one linter may serve many threads, and the
 * same request gives the same report.
 */
public final class Linter {
  private final ProgramReader reader;

  Linter(ProgramReader reader) {
    this.reader = reader;
  }

  public Linter() {
    this(
        input -> {
          throw new IllegalStateException("no reader of sources is wired in");
        });
  }

  /**
   * Lints what the request names.
   *
   * @throws LintInputException when the request cannot be carried out; the message says what, and
   *     the cure
   */
  public LintReport lint(LintRequest request) {
    throw new IllegalStateException("not wired: " + reader + request);
  }
}
