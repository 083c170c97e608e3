package dev.pollux.maven.smoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.maven.smoke.SmokeCase.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokePartsTest {
  @TempDir Path folder;

  @Test
  void an_argument_holds_blanks_quotes_and_backslashes_and_is_quoted() {
    assertEquals("\"C:\\\\my \\\"jars\\\"\"", ArgumentFile.quoted("C:\\my \"jars\""));
  }

  @Test
  void arguments_are_split_at_blanks_outside_quotes() {
    assertEquals(
        List.of("-Xmx1g", "-Dname=a b", ""), ProjectSmoke.words("  -Xmx1g \"-Dname=a b\" \"\" "));
  }

  @Test
  void no_arguments_are_given_and_there_are_none() {
    assertEquals(List.of(), ProjectSmoke.words(null));
  }

  @Test
  void a_line_is_half_written_and_waits_for_its_end() throws Exception {
    Path file = folder.resolve("results");
    ResultFile results = new ResultFile(file);
    Files.writeString(file, "{\"event\":\"found\",\"tests\":2}\n{\"event\":\"do");

    assertEquals(List.of("found"), results.next().stream().map(e -> e.event).toList());
    Files.writeString(file, "{\"event\":\"found\",\"tests\":2}\n{\"event\":\"done\"}\n");
    assertEquals(List.of("done"), results.next().stream().map(e -> e.event).toList());
  }

  @Test
  void a_message_holds_what_xml_cannot_and_is_replaced() {
    assertEquals("a\uFFFDb\n<", JUnitReport.printable("a\u0000b\n<"));
  }

  @Test
  void a_report_is_ordered_and_escaped() {
    SmokeSummary summary =
        new SmokeSummary(
            List.of(
                new SmokeCase("b.B", "two", Outcome.PASSED, 1500, "", List.of()),
                new SmokeCase("a.A", "one", Outcome.FAILED, 1, "a < b", List.of("at \"x\""))),
            2000,
            Optional.empty());

    assertEquals(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="pollux-smoke" time="2.000" tests="2" errors="0" skipped="0" failures="1">
          <testcase classname="a.A" name="one" time="0.001">
            <failure message="a &lt; b">at "x"</failure>
          </testcase>
          <testcase classname="b.B" name="two" time="1.500"></testcase>
        </testsuite>
        """,
        JUnitReport.render(summary));
  }

  @Test
  void a_time_limit_of_zero_is_refused_by_its_name() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new SmokeSettings(
                        "m",
                        folder,
                        List.of(),
                        List.of(),
                        folder,
                        folder,
                        List.of(),
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        1,
                        ""))
            .getMessage()
            .contains("pollux.smoke.timeLimit"));
  }

  @Test
  void nothing_is_selected_and_nothing_fails() throws Exception {
    SmokeSummary summary =
        SmokeRun.execute(ForkedRun.settings(folder, "NoSuchClass"), new SystemStreamLog());

    assertTrue(summary.passed());
    assertEquals(0, summary.cases().size());
  }
}
