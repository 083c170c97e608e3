package dev.pollux.maven.project;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Includes and excludes in the pattern language of Ant: {@code ?} and {@code *} stay within a
 * folder, {@code **} crosses folders, and a pattern that ends in {@code /} stands for everything
 * below.
 *
 * <p>A pattern may be written from the source root ({@code com/acme/legacy/**}) or from the
 * project's folder ({@code src/test/java/**}): whoever writes one rarely remembers which a plugin
 * wants.
 */
public final class SourceFilter {

  private final List<PathMatcher> includes;
  private final List<PathMatcher> excludes;

  /** No include includes all. */
  public SourceFilter(List<String> includes, List<String> excludes) {
    this.includes = includes.stream().map(SourceFilter::matcher).toList();
    this.excludes = excludes.stream().map(SourceFilter::matcher).toList();
  }

  /** Whether a file below a source root of a project is wanted. All three paths are absolute. */
  public boolean accepts(Path file, Path root, Path basedir) {
    List<Path> names =
        file.startsWith(basedir)
            ? List.of(root.relativize(file), basedir.relativize(file))
            : List.of(root.relativize(file));
    return (includes.isEmpty() || matches(includes, names)) && !matches(excludes, names);
  }

  private static boolean matches(List<PathMatcher> matchers, List<Path> names) {
    return matchers.stream().anyMatch(matcher -> names.stream().anyMatch(matcher::matches));
  }

  private static PathMatcher matcher(String pattern) {
    FileSystem files = FileSystems.getDefault();
    String ant = pattern.strip().replace('\\', '/');
    String open = ant.endsWith("/") ? ant + "**" : ant;
    // The JDK's globs differ in two things: their "**/" wants at least one folder, and they know
    // brackets and braces.
    String glob = open.replaceAll("[\\[\\]{}]", "\\\\$0").replace("**/", "{**/,}");
    return files.getPathMatcher("glob:" + glob);
  }
}
