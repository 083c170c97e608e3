package dev.pollux.maven.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.project.MavenProject;

/**
 * The folders that hold a project's Java sources, each once and only if it is there.
 *
 * @param main what the project is made of
 * @param test what tests it
 * @param generated what the build made: everything below the build directory, also what an earlier
 *     build left there, since a goal called by itself finds no generator at work
 */
public record SourceRoots(List<Path> main, List<Path> test, List<Path> generated) {

  /** The roots of a project as they are on disk now. */
  public static SourceRoots of(MavenProject project) {
    Path build = Path.of(project.getBuild().getDirectory()).toAbsolutePath().normalize();
    Set<Path> generated = new LinkedHashSet<>();
    List<Path> main = written(project.getCompileSourceRoots(), build, generated);
    List<Path> test = written(project.getTestCompileSourceRoots(), build, generated);
    for (String folder : List.of("generated-sources", "generated-test-sources")) {
      Path path = build.resolve(folder);
      if (Files.isDirectory(path) && generated.stream().noneMatch(root -> root.startsWith(path))) {
        generated.add(path);
      }
    }
    return new SourceRoots(main, test, List.copyOf(generated));
  }

  /** Whether there is nothing to read. */
  public boolean isEmpty() {
    return main.isEmpty() && test.isEmpty() && generated.isEmpty();
  }

  private static List<Path> written(List<String> roots, Path build, Set<Path> generated) {
    List<Path> written = new ArrayList<>();
    for (String root : roots) {
      Path path = Path.of(root).toAbsolutePath().normalize();
      if (!Files.isDirectory(path) || written.contains(path)) {
        continue;
      }
      if (path.startsWith(build)) {
        generated.add(path);
      } else {
        written.add(path);
      }
    }
    return List.copyOf(written);
  }
}
