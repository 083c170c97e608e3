package dev.pollux.maven.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the rules, in a folder without a project. */
class ExplainIT {

  @TempDir Path folder;
  private MavenBuild build;

  @BeforeEach
  void leaveNoProject() throws IOException {
    build = MavenBuild.of("single", folder);
    Files.delete(folder.resolve("pom.xml"));
  }

  @Test
  void rule_itsPageAndNothingElseIsPrinted() {
    MavenBuild.Result result =
        build.run("-q", MavenBuild.goal("explain"), "-Dpollux.rule=FutureNeverPolled");

    assertAll(
        () -> assertEquals(0, result.status(), result.log()),
        () -> assertTrue(result.log().startsWith("FutureNeverPolled"), result.log()));
  }

  @Test
  void unknownRule_nearestComesFirst() {
    MavenBuild.Result result = build.run(MavenBuild.goal("explain"), "-Drule=FutureNevrPolled");

    assertAll(
        () -> assertEquals(1, result.status()),
        () -> assertTrue(result.log().contains("did you mean FutureNeverPolled?"), result.log()));
  }

  @Test
  void noRule_listsAll() {
    MavenBuild.Result result = build.run(MavenBuild.goal("explain"));

    assertAll(
        () -> assertEquals(0, result.status()),
        () -> assertTrue(result.log().contains("UnusedSuppression"), result.log()));
  }
}
