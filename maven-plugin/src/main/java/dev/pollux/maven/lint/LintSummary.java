package dev.pollux.maven.lint;

import dev.pollux.lint.Finding;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Reading.Coverage;
import dev.pollux.maven.PluginUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a lint came to, in sentences.
 *
 * @param report what was found
 * @param failOn what fails the build
 * @param reports the folder of the report files, as users find it
 */
public record LintSummary(LintReport report, FailOn failOn, String reports) {

  /** Below it, what stays unreported is worth a word. */
  private static final double GOOD_COVERAGE = 0.9;

  /** Whether the build may go on. */
  public boolean passed() {
    return !failOn.failedBy(report);
  }

  /** How much the heaviest finding weighs; info if there is none. */
  public Severity weight() {
    return report.findings().stream()
        .map(Finding::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.INFO);
  }

  /** How many findings of each weight: {@code 1 error, 2 warnings}, or {@code no findings}. */
  public String counts() {
    List<String> counts = new ArrayList<>();
    count(Severity.ERROR, "error", "errors", counts);
    count(Severity.WARNING, "warning", "warnings", counts);
    count(Severity.INFO, "info", "infos", counts);
    return counts.isEmpty() ? "no findings" : String.join(", ", counts);
  }

  private void count(Severity severity, String one, String many, List<String> counts) {
    long count = report.count(severity);
    if (count > 0) {
      counts.add(count + " " + (count == 1 ? one : many));
    }
  }

  /** One line: counts, files, and how much of the code the linter understood. */
  public String line() {
    return "%s in %d %s, %s"
        .formatted(counts(), report.files(), report.files() == 1 ? "file" : "files", coverage());
  }

  private String coverage() {
    Coverage coverage = report.coverage();
    String known =
        String.format(Locale.ROOT, "types known for %.1f %% of the calls", 100 * coverage.ratio());
    return coverage.ratio() < GOOD_COVERAGE && !coverage.probableCause().isEmpty()
        ? known + " (" + coverage.probableCause() + ")"
        : known;
  }

  /** What to do with the findings; nothing if there are none. */
  public List<String> advice(PluginUse plugin) {
    if (report.findings().isEmpty()) {
      return List.of();
    }
    String rule =
        report.findings().stream()
            .filter(finding -> finding.severity() == weight())
            .findFirst()
            .orElseThrow()
            .rule();
    return List.of(
        "  explain:  " + plugin.command("explain") + " -Dpollux.rule=" + rule,
        "  suppress: @SuppressWarnings(\"%s\") on the declaration, or // pollux:ignore %s: reason"
            .formatted(rule, rule),
        "  reports:  " + reports);
  }

  /** The one line that Maven repeats at the end of a failed build. */
  public String failure() {
    return "%s at or above pollux.failOn=%s: see above, or %s"
        .formatted(
            counts(),
            failOn.threshold().map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("never"),
            reports);
  }
}
