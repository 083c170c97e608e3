package dev.pollux.maven.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;

/**
 * Another module of the same reactor that a project depends on. Built or not, its types are there:
 * in its sources.
 *
 * @param project the module
 * @param tests whether the project uses the module's test classes
 */
public record Sibling(MavenProject project, boolean tests) {

  static Sibling of(MavenProject project, Dependency use) {
    return new Sibling(
        project, "test-jar".equals(use.getType()) || "tests".equals(use.getClassifier()));
  }

  /** Folders of sources whose types the project may name. */
  public List<Path> sources() {
    return SourceRoots.of(project).all(tests);
  }

  /**
   * What stands for the module on a class path: the artifact that this build has packaged, or else
   * the folder of classes that this or an earlier build compiled.
   *
   * @return empty if the module has not been compiled
   */
  public Optional<Path> classes() {
    Path folder =
        Path.of(
            tests
                ? project.getBuild().getTestOutputDirectory()
                : project.getBuild().getOutputDirectory());
    return Optional.ofNullable(tests ? null : project.getArtifact())
        .map(artifact -> artifact.getFile())
        .map(file -> file.toPath())
        .filter(Files::isRegularFile)
        .or(() -> Optional.of(folder).filter(Files::isDirectory));
  }

  /** The name by which users know the module. */
  public String name() {
    return project.getGroupId() + ":" + project.getArtifactId();
  }
}
