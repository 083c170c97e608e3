package dev.pollux.maven.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFilterTest {

  private static final Path BASEDIR = Path.of("/work-tree/app");
  private static final Path ROOT = BASEDIR.resolve("src/main/java");

  @Test
  void noPattern_acceptsAll() {
    assertTrue(accepts(List.of(), List.of(), "com/acme/Main.java"));
  }

  @ParameterizedTest
  @CsvSource({
    "**/Main.java, Main.java, true",
    "**/Main.java, com/acme/Main.java, true",
    "com/**/Main.java, com/Main.java, true",
    "com/**/Main.java, com/a/b/Main.java, true",
    "com/**/Main.java, org/a/Main.java, false",
    "com/acme/, com/acme/a/Main.java, true",
    "com/acme/**, com/acme/Main.java, true",
    "com/*/Main.java, com/a/b/Main.java, false",
    "com/*/Main.java, com/a/Main.java, true",
    "**/M?in.java, com/Main.java, true",
    "**/*Test.java, com/MainTest.java, true",
    "**/[ab].java, com/a.java, false",
    "**/[ab].java, com/[ab].java, true",
    "src/main/java/com/**, com/Main.java, true",
    "src/test/java/**, com/Main.java, false",
    "com\\acme\\**, com/acme/Main.java, true"
  })
  void antPattern_matchesAsInAnt(String pattern, String name, boolean matches) {
    assertEquals(matches, accepts(List.of(pattern), List.of(), name));
  }

  @Test
  void excluded_isOutEvenIfIncluded() {
    assertFalse(accepts(List.of("com/**"), List.of("**/Main.java"), "com/acme/Main.java"));
  }

  @Test
  void rootOutsideTheProject_isMatchedFromTheRoot() {
    Path shared = Path.of("/work-tree/shared/java");

    assertTrue(
        new SourceFilter(List.of("com/**"), List.of())
            .accepts(shared.resolve("com/Main.java"), shared, BASEDIR));
  }

  private static boolean accepts(List<String> includes, List<String> excludes, String name) {
    return new SourceFilter(includes, excludes).accepts(ROOT.resolve(name), ROOT, BASEDIR);
  }
}
