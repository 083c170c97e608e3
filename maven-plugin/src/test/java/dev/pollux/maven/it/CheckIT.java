package dev.pollux.maven.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lint and smoke tests in one, on a project whose one mistake both of them find. */
class CheckIT {

  private static final List<String> NAP =
      List.of("src/main/java/com/acme/Nap.java:11 FutureNeverPolled error");

  @TempDir Path folder;
  private MavenBuild build;

  @BeforeEach
  void copy() {
    build = MavenBuild.of("checked", folder);
  }

  @Test
  void compiledProject_bothSpeakAndOneVerdictFails() {
    MavenBuild.Result result = build.run("test-compile", MavenBuild.goal("check"));

    assertAll(
        () -> assertEquals(NAP, Findings.in(result), result.log()),
        () ->
            assertTrue(result.log().contains("Tests run: 2, Failures: 0, Errors: 1"), result.log()),
        () ->
            assertTrue(
                result.log().contains("Pollux check: 1 error at or above pollux.failOn=error")),
        () -> assertTrue(result.log().contains("1 of 2 smoke tests did not pass")),
        () -> assertEquals(1, result.status()));
  }

  @Test
  void compiledProjectThatMayNotFail_showsAllAndPassesQuietly() {
    MavenBuild.Result result =
        build.run(
            "-q",
            "test-compile",
            MavenBuild.goal("check"),
            "-Dpollux.failOn=never",
            "-Dmaven.test.failure.ignore");

    assertAll(
        () -> assertEquals(0, result.status(), result.log()),
        () -> assertEquals(NAP, Findings.in(result)),
        () ->
            assertTrue(
                result.log().contains("Tests run: 2, Failures: 0, Errors: 1"), result.log()));
  }

  @Test
  void noClasses_lintsAndSaysHowToHaveTheSmokeTests() {
    MavenBuild.Result result = build.run(MavenBuild.goal("check"), "-Dpollux.failOn=never");

    assertAll(
        () -> assertEquals(0, result.status(), result.log()),
        () -> assertEquals(NAP, Findings.in(result)),
        () ->
            assertTrue(
                result
                    .log()
                    .contains(
                        "not run: no classes yet, call mvn test-compile "
                            + MavenBuild.goal("check")),
                result.log()));
  }

  @Test
  void calledByNameInAProjectWithoutThePlugin_offersTheBinding() {
    MavenBuild.Result result = build.run(MavenBuild.goal("check"), "-Dpollux.failOn=never");

    assertTrue(
        result.log().contains("<artifactId>pollux-maven-plugin</artifactId>")
            && result.log().contains("<goal>check</goal>"),
        result.log());
  }

  @Test
  void smokeSkipped_lintStillFails() {
    MavenBuild.Result result =
        build.run("test-compile", MavenBuild.goal("check"), "-Dpollux.smoke.skip");

    assertAll(
        () -> assertEquals(1, result.status()),
        () -> assertEquals(NAP, Findings.in(result)),
        () -> assertTrue(result.log().contains("skipped (pollux.smoke.skip)"), result.log()),
        () -> assertFalse(result.log().contains("Tests run:")));
  }
}
