package dev.pollux.lint;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A set of globs over display paths. The syntax is that of {@link
 * java.nio.file.FileSystem#getPathMatcher}; as in other build tools, {@code **}{@code /} at the
 * front also matches nothing, and a glob that ends in {@code /} means everything below.
 */
final class Globs {
  private final List<PathMatcher> matchers;

  private Globs(List<PathMatcher> matchers) {
    this.matchers = matchers;
  }

  /**
   * @throws LintInputException when a glob is not well formed
   */
  static Globs of(List<String> globs) {
    List<PathMatcher> matchers = new ArrayList<>();
    for (String glob : globs) {
      String whole = glob.endsWith("/") ? glob + "**" : glob;
      matchers.add(matcher(glob, whole));
      if (whole.startsWith("**/")) {
        matchers.add(matcher(glob, whole.substring(3)));
      }
    }
    return new Globs(matchers);
  }

  boolean isEmpty() {
    return matchers.isEmpty();
  }

  boolean matches(String displayPath) {
    Path path = Path.of(displayPath);
    return matchers.stream().anyMatch(m -> m.matches(path));
  }

  private static PathMatcher matcher(String glob, String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new LintInputException(
          "`"
              + glob
              + "` is not a glob ("
              + e.getDescription()
              + "): write it like `**/generated/**`",
          e);
    }
  }
}
