package dev.pollux.maven.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.Severity;
import dev.pollux.maven.PluginUse;
import dev.pollux.maven.lint.FailOn;
import dev.pollux.maven.lint.LintSummary;
import dev.pollux.maven.lint.Reports;
import dev.pollux.maven.smoke.SmokeCase;
import dev.pollux.maven.smoke.SmokeCase.Outcome;
import dev.pollux.maven.smoke.SmokeSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckSummaryTest {

  private static final PluginUse BY_NAME =
      new PluginUse("dev.pollux:pollux-maven-plugin:1", false, true, false);
  private static final SmokePart GOOD = SmokePart.ran(smoke(Outcome.PASSED), false);
  private static final SmokePart BAD = SmokePart.ran(smoke(Outcome.FAILED), false);
  private static final SmokePart IMPOSSIBLE = SmokePart.impossible("not run: no classes yet");

  @Test
  void bothGood_passesLightly() {
    CheckSummary summary = check(GOOD);

    assertTrue(summary.passed());
    assertEquals(Severity.INFO, summary.weight());
  }

  @Test
  void smokeTestFailed_failsWithoutAFinding() {
    CheckSummary summary = check(BAD);

    assertFalse(summary.passed());
    assertEquals(Severity.ERROR, summary.weight());
    assertEquals(
        "Pollux check: 1 of 1 smoke tests did not pass: see above, or the log", summary.failure());
  }

  @Test
  void bothBad_isOneFailure() {
    assertEquals(
        "Pollux check: 1 error at or above pollux.failOn=error: see above, or target/pollux; "
            + "1 of 1 smoke tests did not pass: see above, or the log",
        check(BAD, Severity.ERROR).failure());
  }

  @Test
  void failuresThatAreIgnored_passAndStillWeigh() {
    CheckSummary summary = check(SmokePart.ran(smoke(Outcome.FAILED), true));

    assertTrue(summary.passed());
    assertEquals(Severity.ERROR, summary.weight());
  }

  @Test
  void smokeTestsThatCannotRun_areWorthAWarning() {
    CheckSummary summary = check(IMPOSSIBLE);

    assertTrue(summary.passed());
    assertEquals(Severity.WARNING, summary.weight());
  }

  @Test
  void smokeTestsSwitchedOff_areNot() {
    assertEquals(Severity.INFO, check(SmokePart.none("skipped")).weight());
  }

  @Test
  void lines_tellBothPartsAndWhatNext() {
    assertEquals(
        List.of(
            "Pollux check of app",
            "  lint:     1 warning in 2 files, types known for 75.0 % of the calls (no class path was given)",
            "  smoke:    not run: no classes yet",
            "  explain:  mvn dev.pollux:pollux-maven-plugin:1:explain -Dpollux.rule=RuleW",
            "  suppress: @SuppressWarnings(\"RuleW\") on the declaration, or // pollux:ignore RuleW: reason",
            "  reports:  target/pollux"),
        check(IMPOSSIBLE, Severity.WARNING).lines(BY_NAME));
  }

  @Test
  void nothingToLint_isTold() {
    assertEquals(
        List.of("Pollux check of app", "  lint:     not run", "  smoke:    skipped"),
        new CheckSummary("app", Optional.empty(), SmokePart.none("skipped")).lines(BY_NAME));
  }

  private static CheckSummary check(SmokePart smoke, Severity... findings) {
    return new CheckSummary(
        "app",
        Optional.of(new LintSummary(Reports.of(findings), FailOn.parse("error"), "target/pollux")),
        smoke);
  }

  private static SmokeSummary smoke(Outcome outcome) {
    return new SmokeSummary(
        List.of(new SmokeCase("A", "m", outcome, 1, "", List.of())), 1, Optional.empty());
  }
}
