package dev.pollux.lint.report;

import dev.pollux.lint.LintReport;

/** How a report is written down. */
@FunctionalInterface
public interface ReportFormat {
  /** The whole report, with {@code \n} as line end; findings in the order of the report. */
  String render(LintReport report);
}
