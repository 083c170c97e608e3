package dev.pollux.maven.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleLevelsTest {

  @Test
  void commandLine_winsOverThePom() {
    assertEquals(
        Map.of("BusyWake", "off", "StaleWaker", "info"),
        RuleLevels.of(Map.of("BusyWake", "error", "StaleWaker", "info"), "BusyWake=off").levels());
  }

  @Test
  void severalOnTheCommandLine_areSeparatedByCommas() {
    assertEquals(
        Map.of("BusyWake", "off", "StaleWaker", "error"),
        RuleLevels.of(Map.of(), " BusyWake = off , StaleWaker=error,").levels());
  }

  @Test
  void nothing_isNothing() {
    assertEquals(Map.of(), RuleLevels.of(Map.of(), "").levels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BusyWake", "=off", "BusyWake:off"})
  void otherForm_isNamedWithTheRightOne(String part) {
    InvalidSettingException e =
        assertThrows(InvalidSettingException.class, () -> RuleLevels.of(Map.of(), part));

    assertEquals(
        "pollux.rules has '%s': write Rule=level, with off, info, warning or error as level"
            .formatted(part),
        e.getMessage());
  }
}
