package dev.pollux.maven.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRootsTest {

  @TempDir Path basedir;

  @Test
  void projectWithoutSources_hasNone() {
    assertEquals(new SourceRoots(List.of(), List.of(), List.of(), List.of()), roots(project()));
  }

  @Test
  void mainAndTest_areToldApart() throws IOException {
    Path main = folder("src/main/java");
    Path test = folder("src/test/java");

    assertEquals(
        new SourceRoots(List.of(main), List.of(test), List.of(), List.of()), roots(project()));
  }

  @Test
  void rootNamedTwice_isReadOnce() throws IOException {
    Path main = folder("src/main/java");
    MavenProject project = project();
    project.addCompileSourceRoot(basedir.resolve("src/main/../main/java").toString());

    assertEquals(List.of(main), roots(project).main());
  }

  @Test
  void rootBelowBuildFolder_isGenerated() throws IOException {
    folder("src/main/java");
    Path generated = folder("target/generated-sources/annotations");
    MavenProject project = project();
    project.addCompileSourceRoot(generated.toString());

    assertEquals(List.of(generated), roots(project).generatedMain());
  }

  @Test
  void generatedTestRoot_isNoMainRoot() throws IOException {
    Path generated = folder("target/generated-test-sources/test-annotations");
    MavenProject project = project();
    project.addTestCompileSourceRoot(generated.toString());

    assertEquals(
        new SourceRoots(List.of(), List.of(), List.of(), List.of(generated)), roots(project));
  }

  @Test
  void sourcesLeftByAnEarlierBuild_areFoundWithoutGenerator() throws IOException {
    folder("target/generated-sources/annotations/com/acme");

    assertEquals(
        List.of(basedir.resolve("target/generated-sources")), roots(project()).generatedMain());
  }

  @Test
  void all_givesGeneratedRootsLast() throws IOException {
    Path main = folder("src/main/java");
    Path generated = folder("target/generated-sources");

    assertEquals(List.of(main, generated), roots(project()).all(false));
  }

  private static SourceRoots roots(MavenProject project) {
    return SourceRoots.of(project);
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(basedir.resolve(name));
  }

  private MavenProject project() {
    return Projects.project(basedir, "<artifactId>a</artifactId>");
  }
}
