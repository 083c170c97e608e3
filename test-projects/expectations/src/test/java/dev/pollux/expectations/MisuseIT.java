package dev.pollux.expectations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MisuseIT {
  private final TestProject misuse = TestProject.in("misuse");

  @Test
  void each_marked_line_is_found_and_no_other() {
    assertEquals(misuse.marks().findings(), misuse.lint().findings());
  }

  @Test
  void nothing_is_found_twice() {
    assertEquals(misuse.marks().findings().size(), misuse.lint().size());
  }

  @Test
  void each_rule_that_can_stand_in_a_project_that_compiles_is_broken_once() {
    assertEquals(
        Set.of(
            "FutureNeverPolled",
            "DiscardedPollResult",
            "PendingWithoutWaker",
            "PendingAfterReadyChild",
            "StaleWaker",
            "BusyWake",
            "BlockingInPoll",
            "UnusedSuppression"),
        misuse.lint().findings().stream().map(Finding::rule).collect(Collectors.toSet()));
  }

  @Test
  void each_marked_smoke_test_breaks_its_law_and_no_other_does() {
    assertEquals(misuse.marks().violations(), misuse.smoke().violations());
  }

  @Test
  void each_law_that_is_checked_on_running_code_is_broken() {
    assertEquals(
        Set.of("law 1", "law 2", "law 3", "law 5"),
        new TreeSet<>(misuse.smoke().violations().values()));
  }

  @Test
  void the_mended_twins_pass() {
    assertEquals(
        misuse.marks().violations().keySet().stream()
            .map(name -> name + "_mended")
            .collect(Collectors.toSet()),
        misuse.smoke().passed());
  }
}
