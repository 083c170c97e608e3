package dev.pollux.maven.check;

import dev.pollux.lint.Severity;
import dev.pollux.maven.PluginUse;
import dev.pollux.maven.lint.LintSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lint and the smoke tests in one.
 *
 * @param module what was checked
 * @param lint what the lint found; empty if it did not run or had nothing to read
 * @param smoke what became of the smoke tests
 */
public record CheckSummary(String module, Optional<LintSummary> lint, SmokePart smoke) {

  /** Whether the build may go on. */
  public boolean passed() {
    return lint.map(LintSummary::passed).orElse(true) && smoke.passed();
  }

  /**
   * How much the outcome weighs: as much as its heaviest part, so that {@code mvn -q} shows what
   * matters and nothing else.
   */
  public Severity weight() {
    Severity found = lint.map(LintSummary::weight).orElse(Severity.INFO);
    if (smoke.failed()) {
      return Severity.ERROR;
    }
    boolean unexpected = smoke.summary().isEmpty() && smoke.wanted();
    return unexpected && found == Severity.INFO ? Severity.WARNING : found;
  }

  /** The summary, and what to do next. */
  public List<String> lines(PluginUse plugin) {
    List<String> lines = new ArrayList<>();
    lines.add("Pollux check of " + module);
    lines.add("  lint:     " + lint.map(LintSummary::line).orElse("not run"));
    lines.add("  smoke:    " + smoke.line());
    lint.ifPresent(summary -> lines.addAll(summary.advice(plugin)));
    return lines;
  }

  /** The one line that Maven repeats at the end of a failed build. */
  public String failure() {
    return Stream.of(
            lint.filter(summary -> !summary.passed()).map(LintSummary::failure),
            smoke.summary().filter(summary -> !smoke.passed()).map(summary -> summary.failure()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; ", "Pollux check: ", ""));
  }
}
