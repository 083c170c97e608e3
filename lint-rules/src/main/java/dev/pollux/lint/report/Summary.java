package dev.pollux.lint.report;

import dev.pollux.lint.LintReport;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Reading.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines that end a run: what the user should know of it, and the counts. */
public final class Summary {
  /** Below this, the linter has seen too little to be trusted when it is silent. */
  private static final double TRUSTED = 0.95;

  private Summary() {}

  /** In the order in which they should be printed, without line ends. */
  public static List<String> lines(LintReport report) {
    List<String> lines = new ArrayList<>();
    report.unreadable().forEach(text -> lines.add("error: " + text));
    report.notes().forEach(text -> lines.add("note: " + text));
    lines.add(counts(report));
    Coverage coverage = report.coverage();
    if (coverage.candidates() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "resolved %.1f %% of %,d candidate calls",
              // Rounded down: only all of them are 100 %.
              Math.floor(coverage.ratio() * 1000) / 10,
              coverage.candidates()));
    }
    if (coverage.ratio() < TRUSTED) {
      lines.add(
          "note: what is not resolved is not checked: "
              + (coverage.probableCause().isEmpty()
                  ? "give the class path on which the sources compile"
                  : coverage.probableCause()));
    }
    return lines;
  }

  private static String counts(LintReport report) {
    String found =
        report.findings().isEmpty()
            ? "no findings"
            : count(report.count(Severity.ERROR), "error")
                + ", "
                + count(report.count(Severity.WARNING), "warning")
                + ", "
                + report.count(Severity.INFO)
                + " info";
    String suppressed =
        report.suppressed().isEmpty() ? "" : ", " + report.suppressed().size() + " suppressed";
    return found + suppressed + " in " + count(report.files(), "file");
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
