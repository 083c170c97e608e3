package dev.pollux.lint.cli;

import dev.pollux.lint.report.GitHubReport;
import dev.pollux.lint.report.JsonReport;
import dev.pollux.lint.report.ReportFormat;
import dev.pollux.lint.report.SarifReport;
import dev.pollux.lint.report.TextReport;

/** The forms of {@code --format}. */
enum Format {
  TEXT,
  JSON,
  SARIF,
  GITHUB;

  ReportFormat report(String pathPrefix) {
    return switch (this) {
      case TEXT -> new TextReport(pathPrefix);
      case JSON -> new JsonReport();
      case SARIF -> new SarifReport();
      case GITHUB -> new GitHubReport();
    };
  }
}
