package dev.pollux.maven.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pollux.lint.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailOnTest {

  @ParameterizedTest
  @CsvSource({
    "error, ERROR, true",
    "error, WARNING, false",
    "warning, ERROR, true",
    "warning, WARNING, true",
    "warning, INFO, false",
    "info, INFO, true",
    "never, ERROR, false",
    "Never, ERROR, false",
    "' WARNING ', WARNING, true"
  })
  void finding_failsAtOrAboveTheThreshold(String failOn, Severity severity, boolean fails) {
    assertEquals(fails, FailOn.parse(failOn).failedBy(Reports.of(severity)));
  }

  @Test
  void noFinding_failsNothing() {
    assertEquals(false, FailOn.parse("info").failedBy(Reports.of()));
  }

  @Test
  void unknownText_isNamedWithTheChoices() {
    InvalidSettingException e =
        assertThrows(InvalidSettingException.class, () -> FailOn.parse("fatal"));

    assertEquals("pollux.failOn is 'fatal': choose error, warning, info or never", e.getMessage());
  }
}
