package dev.pollux.maven.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A project that does not know the plugin, linted with settings from the command line. */
class SettingsIT {

  private static final String NAP = "src/main/java/com/acme/Nap.java:11 FutureNeverPolled error";
  private static final String OLD_NAP =
      "src/main/java/com/acme/legacy/OldNap.java:11 FutureNeverPolled error";
  private static final String NAP_IN_TEST =
      "src/test/java/com/acme/NapInTest.java:11 FutureNeverPolled warning";

  @TempDir Path folder;
  private MavenBuild build;

  @BeforeEach
  void copy() {
    build = MavenBuild.of("single", folder);
  }

  @Test
  void noSetting_failsAtErrorsAndSaysWhatNext() {
    MavenBuild.Result result = build.run(MavenBuild.goal("lint"));

    assertAll(
        () -> assertEquals(List.of(NAP, OLD_NAP, NAP_IN_TEST), Findings.in(result), result.log()),
        () -> assertEquals(1, result.status()),
        () -> assertTrue(result.log().contains("Pollux lint: 2 errors, 1 warning in 3 files")),
        () -> assertTrue(result.log().contains("help: ")),
        () ->
            assertTrue(
                result
                    .log()
                    .contains(MavenBuild.goal("explain") + " -Dpollux.rule=FutureNeverPolled")),
        () -> assertTrue(result.log().contains("// pollux:ignore FutureNeverPolled: reason")),
        () ->
            assertTrue(
                build
                    .read("target/pollux/lint.sarif")
                    .contains("src/main/java/com/acme/Nap.java")));
  }

  @Test
  void failOnNever_passesAndQuietShowsTheErrorsOnly() {
    MavenBuild.Result result = build.run("-q", MavenBuild.goal("lint"), "-Dpollux.failOn=never");

    assertAll(
        () -> assertEquals(0, result.status(), result.log()),
        () -> assertEquals(List.of(NAP, OLD_NAP), Findings.in(result), result.log()),
        () -> assertTrue(result.log().contains("Pollux lint: 2 errors, 1 warning in 3 files")));
  }

  @Test
  void failOnWarning_failsAtAWarning() {
    MavenBuild.Result result =
        build.run(
            MavenBuild.goal("lint"),
            "-Dpollux.failOn=warning",
            "-Dpollux.excludes=src/main/java/**");

    assertAll(
        () -> assertEquals(List.of(NAP_IN_TEST), Findings.in(result), result.log()),
        () -> assertEquals(1, result.status()));
  }

  @Test
  void severitiesAndFiltersOfTheCommandLine_areObeyed() {
    MavenBuild.Result result =
        build.run(
            MavenBuild.goal("lint"),
            "-Dpollux.rules=FutureNeverPolled=info",
            "-Dpollux.excludes=**/legacy/**,com/acme/none/**",
            "-Dpollux.includeTests=false");

    assertAll(
        () ->
            assertEquals(
                List.of("src/main/java/com/acme/Nap.java:11 FutureNeverPolled info"),
                Findings.in(result),
                result.log()),
        () -> assertEquals(0, result.status()));
  }

  @Test
  void ruleSwitchedOff_isSilent() {
    MavenBuild.Result result =
        build.run(MavenBuild.goal("lint"), "-Dpollux.rules=FutureNeverPolled=off");

    assertAll(
        () -> assertEquals(List.of(), Findings.in(result)),
        () ->
            assertTrue(result.log().contains("Pollux lint: no findings in 3 files"), result.log()),
        () -> assertEquals(0, result.status()));
  }

  @ParameterizedTest
  @CsvSource({
    "pollux.skip, Pollux is skipped (pollux.skip)",
    "pollux.lint.skip, Pollux lint is skipped (pollux.lint.skip)"
  })
  void skipped_saysSoAndDoesNothing(String property, String line) {
    MavenBuild.Result result = build.run(MavenBuild.goal("lint"), "-D" + property);

    assertAll(
        () -> assertEquals(0, result.status()),
        () -> assertTrue(result.log().contains(line), result.log()),
        () -> assertFalse(Files.exists(folder.resolve("target"))));
  }

  @Test
  void wrongValue_isNamedWithItsChoices() {
    MavenBuild.Result result = build.run(MavenBuild.goal("lint"), "-Dpollux.failOn=fatal");

    assertAll(
        () -> assertEquals(1, result.status()),
        () ->
            assertTrue(
                result
                    .log()
                    .contains("pollux.failOn is 'fatal': choose error, warning, info or never"),
                result.log()));
  }
}
