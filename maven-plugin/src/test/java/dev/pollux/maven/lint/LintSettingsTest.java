package dev.pollux.maven.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintSettingsTest {

  @Test
  void noEncoding_isUtf8() {
    assertEquals(StandardCharsets.UTF_8, LintSettings.encoding(""));
  }

  @Test
  void encoding_isTakenByName() {
    assertEquals(StandardCharsets.ISO_8859_1, LintSettings.encoding("latin1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-9", "not a name"})
  void unknownEncoding_isNamed(String name) {
    InvalidSettingException e =
        assertThrows(InvalidSettingException.class, () -> LintSettings.encoding(name));

    assertEquals(
        "pollux.encoding is '%s', which this JDK does not know: name a character set, such as UTF-8"
            .formatted(name),
        e.getMessage());
  }

  @Test
  void noRelease_leavesItToTheProject() {
    assertEquals(Optional.empty(), LintSettings.release(" "));
  }

  @ParameterizedTest
  @CsvSource({"17, 17", "1.8, 8", "31, 25"})
  void release_isTakenOrBroughtToTheNewestKnown(String text, int level) {
    assertEquals(level, LintSettings.release(text).orElseThrow().level());
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "17x", "-1", "1234"})
  void noRelease_isNamedWithTheRange(String text) {
    InvalidSettingException e =
        assertThrows(InvalidSettingException.class, () -> LintSettings.release(text));

    assertEquals(
        "pollux.release is '%s': give a Java level from 8 to 25, or leave it out".formatted(text),
        e.getMessage());
  }

  @Test
  void formats_areTakenOnceEach() {
    assertEquals(
        List.of(ReportKind.JSON, ReportKind.SARIF),
        ReportKind.parse(List.of("json", " SARIF", "json")));
  }

  @Test
  void unknownFormat_isNamedWithTheChoices() {
    InvalidSettingException e =
        assertThrows(InvalidSettingException.class, () -> ReportKind.parse(List.of("xml")));

    assertEquals("pollux.formats has 'xml': choose from sarif, json, text", e.getMessage());
  }
}
