package dev.pollux.maven.lint;

import dev.pollux.lint.LintRequest;
import dev.pollux.maven.project.JavaFiles;
import dev.pollux.maven.project.SourceFilter;
import dev.pollux.maven.project.SourceRoots;
import dev.pollux.maven.project.TypeContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.project.MavenProject;

/**
 * The files of one project, sorted by what the linter is to do with them.
 *
 * @param main production code to lint
 * @param test test code to lint
 * @param types files and folders to read for their types only
 * @param unreadable what could not be looked at
 */
public record LintInput(List<Path> main, List<Path> test, List<Path> types, List<Path> unreadable) {

  /** Looks through the project's folders. */
  public static LintInput of(MavenProject project, LintSettings settings) {
    SourceRoots roots = SourceRoots.of(project);
    Sorter sorter = new Sorter(project, settings);
    List<Path> main = sorter.linted(roots.main());
    List<Path> test = settings.tests() ? sorter.linted(roots.test()) : new ArrayList<>();
    if (settings.excludeGenerated()) {
      sorter.types.addAll(roots.generatedMain());
      sorter.types.addAll(roots.generatedTest());
    } else {
      main.addAll(sorter.linted(roots.generatedMain()));
      test.addAll(settings.tests() ? sorter.linted(roots.generatedTest()) : List.of());
    }
    return new LintInput(main, test, sorter.types, sorter.unreadable);
  }

  /** Whether there is nothing to lint. */
  public boolean isEmpty() {
    return main.isEmpty() && test.isEmpty();
  }

  /** Why there is nothing to lint, for a reader who expected findings. */
  public String whyEmpty() {
    return types.stream().anyMatch(path -> path.toString().endsWith(".java"))
        ? "nothing to lint: pollux.includes and pollux.excludes leave no file"
        : "nothing to lint: no Java sources";
  }

  /**
   * Makes the request.
   *
   * @param base what paths in the report are relative to
   * @param release the Java level of the sources
   * @param threads how many threads the linter may use
   */
  public LintRequest request(
      LintSettings settings, TypeContext context, Path base, int release, int threads) {
    List<Path> typeSources = new ArrayList<>(types);
    typeSources.addAll(context.siblingSources());
    LintRequest.Builder request =
        LintRequest.builder(base)
            .mainSources(main)
            .testSources(test)
            .typeSources(typeSources)
            .classPath(context.classPath())
            .modelFiles(settings.models())
            .excludeGenerated(settings.excludeGenerated())
            .encoding(settings.encoding())
            .release(release)
            .threads(threads);
    settings.rules().levels().forEach(request::level);
    return request.build();
  }

  /** Tells the files that the user wants linted from the rest. */
  private static final class Sorter {
    private final Path basedir;
    private final SourceFilter filter;
    private final List<Path> types = new ArrayList<>();
    private final List<Path> unreadable = new ArrayList<>();

    Sorter(MavenProject project, LintSettings settings) {
      this.basedir = project.getBasedir().toPath().toAbsolutePath().normalize();
      this.filter = new SourceFilter(settings.includes(), settings.excludes());
    }

    List<Path> linted(List<Path> roots) {
      List<Path> linted = new ArrayList<>();
      for (Path root : roots) {
        JavaFiles found = JavaFiles.below(root);
        unreadable.addAll(found.unreadable());
        for (Path file : found.files()) {
          (filter.accepts(file, root, basedir) ? linted : types).add(file);
        }
      }
      return linted;
    }
  }
}
