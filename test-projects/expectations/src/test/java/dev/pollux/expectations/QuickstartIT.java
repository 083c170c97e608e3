package dev.pollux.expectations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QuickstartIT {
  private final TestProject quickstart = TestProject.in("quickstart");

  @Test
  void the_mistake_that_was_left_in_is_the_one_finding() {
    assertEquals(
        Set.of("src/main/java/com/example/quickstart/Conversation.java FutureNeverPolled"),
        quickstart.lint().findings().stream()
            .map(finding -> finding.file() + " " + finding.rule())
            .collect(Collectors.toSet()));
    assertEquals(1, quickstart.lint().size());
  }

  @Test
  void its_smoke_tests_pass() {
    assertEquals(Map.of(), quickstart.smoke().violations());
    assertTrue(quickstart.smoke().passed().size() > 1);
  }
}
