package dev.pollux.lint.report;

import dev.pollux.lint.Finding;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Note;
import dev.pollux.lint.code.Span;
import java.util.Locale;

/**
 * For people: {@code path:line:column: error: [RuleName] message}, the line with a caret under the
 * place, then indented {@code note:} and {@code help:} lines.
 */
public final class TextReport implements ReportFormat {
  private static final int LONGEST_LINE = 160;

  private final String prefix;

  /**
   * @param prefix what stands before each path, so that it can be opened from where the reader is;
   *     empty when paths are relative to the working directory
   */
  public TextReport(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public String render(LintReport report) {
    StringBuilder out = new StringBuilder();
    report.findings().forEach(finding -> append(out, finding));
    return out.toString();
  }

  /** One finding, as a block of lines that ends with a line end. */
  public String render(Finding finding) {
    StringBuilder out = new StringBuilder();
    append(out, finding);
    return out.toString();
  }

  private void append(StringBuilder out, Finding finding) {
    out.append(place(finding.path(), finding.span()))
        .append(": ")
        .append(finding.severity().name().toLowerCase(Locale.ROOT))
        .append(": [")
        .append(finding.rule())
        .append("] ")
        .append(oneLine(finding.message()))
        .append('\n');
    appendSource(out, finding);
    for (Note note : finding.notes()) {
      out.append("  note: ");
      if (note.path() != null && note.span() != null) {
        out.append(place(note.path(), note.span())).append(": ");
      }
      out.append(oneLine(note.message())).append('\n');
    }
    if (finding.law() != null) {
      out.append("  note: law ")
          .append(finding.law().number())
          .append(": ")
          .append(finding.law().title())
          .append('\n');
    }
    if (!finding.help().isEmpty()) {
      out.append("  help: ").append(oneLine(finding.help())).append('\n');
    }
  }

  private String place(String path, Span span) {
    String shown = path.startsWith("/") ? path : prefix + path;
    return shown + ":" + span.line() + ":" + span.column();
  }

  /** Tabs are kept in front of the caret: it stands under the place at any tab width. */
  private static void appendSource(StringBuilder out, Finding finding) {
    String line = finding.sourceLine();
    int column = finding.span().column();
    if (line.isBlank() || line.length() > LONGEST_LINE || column > line.length()) {
      return;
    }
    int end =
        finding.span().endLine() == finding.span().line()
            ? Math.min(finding.span().endColumn(), line.length() + 1)
            : line.stripTrailing().length() + 1;
    out.append("    ").append(printable(line.stripTrailing())).append('\n').append("    ");
    line.substring(0, column - 1).chars().forEach(c -> out.append(c == '\t' ? '\t' : ' '));
    out.append('^').append("~".repeat(Math.max(0, end - column - 1))).append('\n');
  }

  /**
   * Names come from the source that is linted: none of them may start a line or colour the rest.
   */
  private static String oneLine(String text) {
    return printable(text.replaceAll("\\s*\\R\\s*", " "));
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "\uFFFD");
  }
}
