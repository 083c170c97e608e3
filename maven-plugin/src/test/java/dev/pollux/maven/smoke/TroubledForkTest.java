package dev.pollux.maven.smoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.maven.smoke.SmokeCase.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that cannot be judged, one of which takes its JVM with it: the others run all the same. */
class TroubledForkTest {
  @TempDir static Path reports;
  private static SmokeSummary summary;
  private static Map<String, SmokeCase> cases;

  @BeforeAll
  static void run_the_fixtures_once() throws Exception {
    summary = ForkedRun.of(reports, "fixture.Troubled");
    cases = ForkedRun.byMethod(summary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notStatic|is not static",
        "withArguments|takes arguments",
        "noFuture|returns java.lang.String",
        "nothing|returned null",
        "throwsInFactory|set-up failed",
        "fails|it failed",
        "silent|had not ended after 1000 ms",
        "endsItsJvm|the fork died with exit status 3",
      })
  void a_test_cannot_be_judged_and_is_an_error_that_says_why(String method, String why) {
    assertEquals(Outcome.ERROR, cases.get(method).outcome(), cases.get(method)::toString);
    assertTrue(cases.get(method).headline().contains(why), cases.get(method)::toString);
  }

  @Test
  void a_poll_never_returns_and_its_stack_is_shown() {
    SmokeCase test = cases.get("neverReturns");

    assertEquals(Outcome.FAILED, test.outcome(), test::toString);
    assertTrue(test.headline().startsWith("law 1"), test::toString);
    assertTrue(
        test.details().stream().anyMatch(line -> line.contains("lambda$neverReturns$")),
        test::toString);
  }

  @Test
  void the_jvm_dies_and_its_last_words_are_shown() {
    assertTrue(
        cases.get("endsItsJvm").details().contains("stderr: last words"),
        cases.get("endsItsJvm")::toString);
  }

  @Test
  void a_disabled_test_is_skipped_with_its_reason() {
    assertEquals(Outcome.SKIPPED, cases.get("disabled").outcome());
    assertEquals("until it is mended", cases.get("disabled").headline());
  }

  @Test
  void the_others_ran_all_the_same() {
    assertEquals(Outcome.PASSED, cases.get("fine").outcome(), cases.get("fine")::toString);
    assertEquals(11, summary.cases().size());
  }

  @Test
  void the_summary_counts_them() {
    assertTrue(
        summary.line().startsWith("Tests run: 11, Failures: 1, Errors: 8, Skipped: 1,"),
        summary::line);
    assertFalse(summary.passed());
  }

  @Test
  void the_junit_report_holds_each_case_and_no_property_of_the_machine() throws Exception {
    String xml = Files.readString(summary.report().orElseThrow());

    assertTrue(xml.contains("tests=\"11\" errors=\"8\" skipped=\"1\" failures=\"1\""), xml);
    assertTrue(xml.contains("name=\"endsItsJvm\""), xml);
    assertFalse(xml.contains("<properties"), xml);
  }
}
