package dev.pollux.maven.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fresh clone of several modules, nothing compiled, one jar nowhere to be had. */
class UnbuiltModulesIT {

  private static final List<String> NAP =
      List.of("app/src/main/java/com/acme/Sleeper.java:16 FutureNeverPolled error");

  @TempDir Path here;
  @TempDir Path there;

  @Test
  void wholeReactor_typesOfSiblingsComeFromTheirSources() {
    MavenBuild build = MavenBuild.of("unbuilt", here);

    MavenBuild.Result result = build.run(MavenBuild.goal("lint"));

    assertAll(
        () -> assertEquals(NAP, Findings.in(result), result.log()),
        () -> assertEquals(1, result.status()),
        () ->
            assertTrue(result.log().contains("no repository gave com.acme.vanished:vanished:1.0")),
        () -> assertFalse(Files.exists(here.resolve("app/target/classes"))));
  }

  @Test
  void oneModuleOfTheReactor_stillKnowsTheOthers() {
    MavenBuild build = MavenBuild.of("unbuilt", here);

    MavenBuild.Result result = build.run("-pl", "app", MavenBuild.goal("lint"));

    assertAll(
        () -> assertEquals(NAP, Findings.in(result), result.log()),
        () -> assertFalse(result.log().contains("com.acme:core:")));
  }

  @Test
  void anotherFolderAndFourThreads_sameReport() {
    MavenBuild one = MavenBuild.of("unbuilt", here);
    MavenBuild four = MavenBuild.of("unbuilt", there.resolve("elsewhere"));

    one.run("-T1", MavenBuild.goal("lint"), "-Dpollux.failOn=never");
    four.run("-T4", MavenBuild.goal("lint"), "-Dpollux.failOn=never");

    assertEquals(
        one.read("app/target/pollux/lint.sarif"), four.read("app/target/pollux/lint.sarif"));
  }
}
