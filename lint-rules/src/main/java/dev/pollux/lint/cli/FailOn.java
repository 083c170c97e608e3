package dev.pollux.lint.cli;

import dev.pollux.lint.LintReport;
import dev.pollux.lint.Severity;

/** From which weight on findings make the command fail. */
enum FailOn {
  ERROR,
  WARNING,
  INFO,
  NEVER;

  boolean isMetBy(LintReport report) {
    return switch (this) {
      case ERROR -> report.hasAtLeast(Severity.ERROR);
      case WARNING -> report.hasAtLeast(Severity.WARNING);
      case INFO -> report.hasAtLeast(Severity.INFO);
      case NEVER -> false;
    };
  }
}
