package dev.pollux.maven.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuildPathsTest {

  private static final Path ROOT = Path.of("/work-tree").toAbsolutePath();

  @Test
  void calledAtTheRoot_pathsNeedNoPrefix() {
    assertEquals(new BuildPaths(ROOT, "app", ""), BuildPaths.of(ROOT, ROOT.resolve("app"), ROOT));
  }

  @Test
  void calledFromAbove_pathsOpenFromThere() {
    assertEquals(
        new BuildPaths(ROOT.resolve("sub"), "", "sub/"),
        BuildPaths.of(ROOT.resolve("sub"), ROOT.resolve("sub"), ROOT));
  }

  @Test
  void calledFromAModule_pathsAreToldFromTheRoot() {
    assertEquals(
        new BuildPaths(ROOT, "app", ""),
        BuildPaths.of(ROOT, ROOT.resolve("app"), ROOT.resolve("app")));
  }

  @Test
  void moduleOutsideTheRoot_isARootOfItsOwn() {
    assertEquals(
        new BuildPaths(ROOT.resolve("other"), "", "other/"),
        BuildPaths.of(ROOT.resolve("build"), ROOT.resolve("other"), ROOT));
  }

  @Test
  void fileInTheBuild_isToldShort() {
    assertEquals(
        "sub/target/pollux",
        BuildPaths.of(ROOT.resolve("sub"), ROOT.resolve("sub"), ROOT)
            .told(ROOT.resolve("sub/target/pollux")));
  }
}
