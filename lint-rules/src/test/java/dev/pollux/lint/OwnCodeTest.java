package dev.pollux.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.LintReport.Suppressed;
import dev.pollux.lint.fixtures.TestClassPath;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The runtime keeps the laws that the linter proves. */
class OwnCodeTest {
  private static final LintReport REPORT =
      new Linter()
          .lint(
              LintRequest.builder(Path.of("../reference-runtime"))
                  .mainSources(List.of(Path.of("src/main/java")))
                  .classPath(TestClassPath.entries())
                  .release(17)
                  .build());

  @Test
  void theRuntime_isClean() {
    assertEquals(List.of(), REPORT.findings());
  }

  @Test
  void theRuntime_isSeenWhole() {
    assertTrue(REPORT.coverage().ratio() > 0.99, () -> REPORT.coverage().toString());
    assertEquals(List.of(), REPORT.notes());
  }

  @Test
  void suppressions_areFewAndEachHasItsReason() {
    assertTrue(REPORT.suppressed().size() <= 10, () -> REPORT.suppressed().toString());
    assertEquals(
        List.of(),
        REPORT.suppressed().stream()
            .filter(s -> s.by().reason().isEmpty())
            .map(Suppressed::finding)
            .toList());
  }
}
