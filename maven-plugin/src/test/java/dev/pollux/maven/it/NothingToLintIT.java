package dev.pollux.maven.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An aggregator, a module without sources, and one of a Java level that is still to come. */
class NothingToLintIT {

  @TempDir Path folder;

  @Test
  void neitherFailsTheBuild() {
    MavenBuild.Result result = MavenBuild.of("nothing", folder).run(MavenBuild.goal("check"));

    assertAll(
        () -> assertEquals(0, result.status(), result.log()),
        () -> assertTrue(result.log().contains("note: nothing to lint: no Java sources")),
        () ->
            assertTrue(
                result
                    .log()
                    .contains(
                        "note: Java level 99 is newer than 25, the newest that the linter knows")),
        () -> assertTrue(result.log().contains("no findings in 1 file")));
  }
}
