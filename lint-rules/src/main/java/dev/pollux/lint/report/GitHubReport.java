package dev.pollux.lint.report;

import dev.pollux.lint.Finding;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Span;

/**
 * Workflow commands of GitHub Actions, which shows each finding as an annotation at its line. The
 * syntax is that of GitHub's "Workflow commands" page; a column is only understood when the finding
 * begins and ends on one line.
 */
public final class GitHubReport implements ReportFormat {
  @Override
  public String render(LintReport report) {
    StringBuilder out = new StringBuilder();
    report.findings().forEach(finding -> append(out, finding));
    return out.toString();
  }

  private static void append(StringBuilder out, Finding finding) {
    Span span = finding.span();
    out.append("::")
        .append(command(finding.severity()))
        .append(" file=")
        .append(property(finding.path()))
        .append(",line=")
        .append(span.line())
        .append(",endLine=")
        .append(span.endLine());
    if (span.line() == span.endLine()) {
      int last = Math.max(span.column(), span.endColumn() - 1);
      out.append(",col=").append(span.column()).append(",endColumn=").append(last);
    }
    String text =
        finding.help().isEmpty()
            ? finding.message()
            : finding.message() + "\nhelp: " + finding.help();
    out.append(",title=")
        .append(property(finding.rule()))
        .append("::")
        .append(data(text))
        .append('\n');
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
