package dev.pollux.maven.lint;

import static dev.pollux.lint.Severity.ERROR;
import static dev.pollux.lint.Severity.INFO;
import static dev.pollux.lint.Severity.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pollux.lint.Severity;
import dev.pollux.maven.PluginUse;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintSummaryTest {

  private static final PluginUse BOUND =
      new PluginUse("dev.pollux:pollux-maven-plugin:1", true, false, true);

  @Test
  void line_countsByWeightAndTellsWhatWasNotUnderstood() {
    assertEquals(
        "1 error, 2 warnings, 1 info in 2 files, types known for 75.0 % of the calls (no class path was given)",
        summary(ERROR, WARNING, WARNING, INFO).line());
  }

  @Test
  void nothingFound_saysSo() {
    assertEquals("no findings", summary().counts());
  }

  @Test
  void nothingFound_needsNoAdvice() {
    assertEquals(List.of(), summary().advice(BOUND));
  }

  @Test
  void advice_isForTheHeaviestFinding() {
    assertEquals(
        List.of(
            "  explain:  mvn pollux:explain -Dpollux.rule=RuleE",
            "  suppress: @SuppressWarnings(\"RuleE\") on the declaration, or // pollux:ignore RuleE: reason",
            "  reports:  target/pollux"),
        summary(INFO, ERROR, WARNING).advice(BOUND));
  }

  @Test
  void weight_isThatOfTheHeaviest() {
    assertEquals(WARNING, summary(INFO, WARNING).weight());
  }

  @Test
  void failure_isOneLineWithTheCounts() {
    assertEquals(
        "1 error, 1 warning at or above pollux.failOn=error: see above, or target/pollux",
        summary(ERROR, WARNING).failure());
  }

  private static LintSummary summary(Severity... severities) {
    return new LintSummary(Reports.of(severities), FailOn.parse("error"), "target/pollux");
  }
}
