package dev.pollux.maven.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.project.MavenProject;

/**
 * The folders that hold a project's Java sources, each once and only if it is there. Generated is
 * what lies below the build directory, also what an earlier build left there: a goal called by
 * itself finds no generator at work.
 *
 * @param main what the project is made of
 * @param test what tests it
 * @param generatedMain what a build adds to the one
 * @param generatedTest what a build adds to the other
 */
public record SourceRoots(
    List<Path> main, List<Path> test, List<Path> generatedMain, List<Path> generatedTest) {

  /** The roots of a project as they are on disk now. */
  public static SourceRoots of(MavenProject project) {
    Path build = Path.of(project.getBuild().getDirectory()).toAbsolutePath().normalize();
    List<Path> main = existing(project.getCompileSourceRoots());
    List<Path> test = existing(project.getTestCompileSourceRoots());
    return new SourceRoots(
        main.stream().filter(root -> !root.startsWith(build)).toList(),
        test.stream().filter(root -> !root.startsWith(build)).toList(),
        generated(main, build, "generated-sources"),
        generated(test, build, "generated-test-sources"));
  }

  /** The main roots or the test roots, generated ones last. */
  public List<Path> all(boolean tests) {
    List<Path> all = new ArrayList<>(tests ? test : main);
    all.addAll(tests ? generatedTest : generatedMain);
    return all;
  }

  private static List<Path> existing(List<String> roots) {
    Set<Path> existing = new LinkedHashSet<>();
    for (String root : roots) {
      Path path = Path.of(root).toAbsolutePath().normalize();
      if (Files.isDirectory(path)) {
        existing.add(path);
      }
    }
    return List.copyOf(existing);
  }

  /** The usual folder counts unless the build has named roots inside it. */
  private static List<Path> generated(List<Path> roots, Path build, String usual) {
    List<Path> generated =
        new ArrayList<>(roots.stream().filter(root -> root.startsWith(build)).toList());
    Path folder = build.resolve(usual);
    if (Files.isDirectory(folder)
        && generated.stream().noneMatch(root -> root.startsWith(folder))) {
      generated.add(folder);
    }
    return List.copyOf(generated);
  }
}
