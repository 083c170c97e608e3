package dev.pollux.maven.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintInputTest {

  @TempDir Path basedir;
  private Path main;
  private Path legacy;
  private Path test;
  private Path generated;

  @BeforeEach
  void write() throws IOException {
    main = file("src/main/java/com/acme/Main.java");
    legacy = file("src/main/java/com/acme/legacy/Old.java");
    test = file("src/test/java/com/acme/MainTest.java");
    generated = file("target/generated-sources/annotations/com/acme/Made.java");
    file("src/main/java/com/acme/readme.txt");
  }

  @Test
  void defaults_lintMainAndTestAndReadGeneratedForTypes() {
    assertEquals(
        new LintInput(
            List.of(main, legacy),
            List.of(test),
            List.of(basedir.resolve("target/generated-sources")),
            List.of()),
        input(List.of(), true, true));
  }

  @Test
  void excludedFile_isReadForTypes() {
    LintInput input = input(List.of("**/legacy/**"), true, true);

    assertEquals(List.of(main), input.main());
    assertTrue(input.types().contains(legacy));
  }

  @Test
  void testsLeftOut_areNotRead() {
    assertEquals(List.of(), input(List.of(), false, true).test());
  }

  @Test
  void generatedSourcesWanted_areLinted() {
    assertEquals(List.of(main, legacy, generated), input(List.of(), true, false).main());
  }

  @Test
  void everythingExcluded_saysThatThePatternsDidIt() {
    assertEquals(
        "nothing to lint: pollux.includes and pollux.excludes leave no file",
        input(List.of("**"), true, true).whyEmpty());
  }

  private LintInput input(List<String> excludes, boolean tests, boolean excludeGenerated) {
    MavenProject project = new MavenProject();
    project.setFile(basedir.resolve("pom.xml").toFile());
    project.getBuild().setDirectory(basedir.resolve("target").toString());
    project.addCompileSourceRoot(basedir.resolve("src/main/java").toString());
    project.addTestCompileSourceRoot(basedir.resolve("src/test/java").toString());
    return LintInput.of(
        project,
        new LintSettings(
            FailOn.parse("error"),
            RuleLevels.of(Map.of(), ""),
            List.of(),
            excludes,
            tests,
            excludeGenerated,
            List.of(),
            StandardCharsets.UTF_8,
            Optional.empty(),
            List.of(ReportKind.SARIF),
            basedir.resolve("target/pollux")));
  }

  private Path file(String name) throws IOException {
    Path file = basedir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}
