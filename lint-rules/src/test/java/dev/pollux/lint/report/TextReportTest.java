package dev.pollux.lint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.Finding;
import dev.pollux.lint.Law;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Note;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Reading.Coverage;
import dev.pollux.lint.code.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person reads. */
class TextReportTest {
  @Test
  void aFinding_isABlockOfLines() {
    assertEquals(
        """
        A.java:2:2: warning: [BusyWake] the fact
            \tsave();
            \t^~~~~~
          note: B.java:7:1: kept here
          note: law 2: never return `Pending` without a wake-up arranged, and look again after it
          help: the cure
        """,
        new TextReport("").render(finding("the fact", "\tsave();", new Span(2, 2, 2, 8))));
  }

  @Test
  void aPrefix_standsBeforeEachPath() {
    String text =
        new TextReport("/work/").render(finding("the fact", "save();", new Span(2, 1, 2, 7)));
    assertTrue(text.startsWith("/work/A.java:2:1: "), text);
    assertTrue(text.contains("note: /work/B.java:7:1: "), text);
  }

  @Test
  void aPlaceOfSeveralLines_isMarkedToTheEndOfTheFirst() {
    String text = new TextReport("").render(finding("f", "  a  ", new Span(1, 3, 4, 2)));
    assertTrue(text.contains("      a\n      ^\n"), text);
  }

  @Test
  void aVeryLongLine_isNotShown() {
    String text = new TextReport("").render(finding("f", "x".repeat(500), new Span(1, 3, 1, 4)));
    assertFalse(text.contains("xxx"));
  }

  @Test
  void whatTheSourceSmugglesIn_staysOnItsLineAndColoursNothing() {
    String text =
        new TextReport("")
            .render(
                finding("`a\nB.java:1:1: error: [X] fake\u001b[31m`", "", new Span(1, 1, 1, 2)));
    assertEquals(1, text.lines().filter(line -> line.contains("error: [X]")).count());
    assertTrue(text.startsWith("A.java:1:1: warning: [BusyWake] `a B.java"), text);
    assertFalse(text.contains("\u001b"));
  }

  @Test
  void lowCoverage_isSaidWithItsProbableCause() {
    LintReport report =
        new LintReport(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Coverage(1000, 900, "`acme.jar` is missing"),
            3);
    assertEquals(
        List.of(
            "no findings in 3 files",
            "resolved 90.0 % of 1,000 candidate calls",
            "note: what is not resolved is not checked: `acme.jar` is missing"),
        Summary.lines(report));
  }

  @Test
  void almostAll_isNotAll() {
    LintReport report =
        new LintReport(
            List.of(), List.of(), List.of(), List.of(), new Coverage(100_000, 99_999, ""), 1);
    assertEquals("resolved 99.9 % of 100,000 candidate calls", Summary.lines(report).get(1));
  }

  private static Finding finding(String message, String line, Span span) {
    return new Finding(
        "BusyWake",
        Severity.WARNING,
        "A.java",
        span,
        message,
        "the cure",
        List.of(new Note("kept here", "B.java", new Span(7, 1, 7, 2), false)),
        Law.ARRANGE_WAKEUP,
        "A#a()",
        line);
  }
}
