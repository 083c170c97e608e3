package dev.pollux.maven.lint;

import dev.pollux.lint.Finding;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Reading.Coverage;
import dev.pollux.lint.code.Span;
import java.util.List;
import java.util.stream.Stream;

/** Reports with findings of given weights, one a line. */
public final class Reports {

  private Reports() {}

  /** Of two files; the rule of each finding is named after its weight. */
  public static LintReport of(Severity... severities) {
    List<Finding> findings =
        Stream.of(severities)
            .map(
                severity ->
                    new Finding(
                        "Rule" + severity.name().charAt(0),
                        severity,
                        "src/main/java/A.java",
                        new Span(1, 1, 1, 2),
                        "something is wrong",
                        "mend it",
                        List.of(),
                        null,
                        "A#m()",
                        "x"))
            .toList();
    return new LintReport(
        findings,
        List.of(),
        List.of(),
        List.of(),
        new Coverage(8, 6, "no class path was given"),
        2);
  }
}
