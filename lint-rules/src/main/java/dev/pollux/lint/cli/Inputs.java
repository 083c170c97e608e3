package dev.pollux.lint.cli;

import dev.pollux.lint.LintInputException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the user named on the command line.
 *
 * @param paths absolute and normal; globs that the shell left alone are expanded
 * @param base the working directory when all paths lie below it, otherwise the deepest folder that
 *     holds them all
 */
record Inputs(List<Path> paths, Path base) {
  static Inputs of(Path workingDirectory, List<String> arguments) {
    List<Path> paths = new ArrayList<>();
    for (String argument : arguments) {
      Path path = resolve(workingDirectory, argument);
      if (path != null && Files.exists(path)) {
        paths.add(path);
      } else if (isGlob(argument)) {
        paths.addAll(expand(workingDirectory, argument));
      } else {
        throw new LintInputException(
            "`" + argument + "` does not exist: name a folder, a `.java` file or a jar of sources");
      }
    }
    return new Inputs(paths, base(workingDirectory, paths));
  }

  private static @Nullable Path resolve(Path workingDirectory, String argument) {
    try {
      return workingDirectory.resolve(argument).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static boolean isGlob(String argument) {
    return argument.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static SortedSet<Path> expand(Path workingDirectory, String glob) {
    String absolute = glob.startsWith("/") ? glob : escape(workingDirectory) + "/" + glob;
    SortedSet<Path> found = new TreeSet<>();
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
      Files.walkFileTree(
          start(workingDirectory, glob),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (matcher.matches(file)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              if (matcher.matches(dir)) {
                found.add(dir);
                return FileVisitResult.SKIP_SUBTREE;
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (PatternSyntaxException | IOException e) {
      throw new LintInputException(
          "`"
              + glob
              + "` cannot be used as a glob ("
              + e.getMessage()
              + "): write it like `src/**`",
          e);
    }
    if (found.isEmpty()) {
      throw new LintInputException(
          "`" + glob + "` matches nothing: check the glob, or name a folder");
    }
    return found;
  }

  /** The folder in front of the first wildcard. */
  private static Path start(Path workingDirectory, String glob) {
    int wildcard = 0;
    while ("*?[{".indexOf(glob.charAt(wildcard)) < 0) {
      wildcard++;
    }
    int slash = glob.lastIndexOf('/', wildcard);
    return slash < 0
        ? workingDirectory
        : workingDirectory.resolve(glob.substring(0, slash + 1)).normalize();
  }

  private static String escape(Path path) {
    return path.toString().replaceAll("([*?\\[\\]{}\\\\])", "\\\\$1");
  }

  private static Path base(Path workingDirectory, List<Path> paths) {
    if (paths.stream().allMatch(p -> p.startsWith(workingDirectory))) {
      return workingDirectory;
    }
    Path base = folder(paths.get(0));
    for (Path path : paths) {
      while (!folder(path).startsWith(base)) {
        base = base.getParent();
      }
    }
    return base;
  }

  private static Path folder(Path path) {
    Path parent = path.getParent();
    return Files.isDirectory(path) || parent == null ? path : parent;
  }
}
