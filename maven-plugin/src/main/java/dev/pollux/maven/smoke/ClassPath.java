package dev.pollux.maven.smoke;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** Questions about a class path that loads nothing from it. */
final class ClassPath {
  private ClassPath() {}

  /** Whether an entry holds that file. A jar that cannot be read holds nothing. */
  static boolean contains(List<Path> classPath, String file) {
    return classPath.stream().anyMatch(entry -> holds(entry, file));
  }

  private static boolean holds(Path entry, String file) {
    if (Files.isDirectory(entry)) {
      return Files.isRegularFile(entry.resolve(file));
    }
    if (!Files.isRegularFile(entry)) {
      return false;
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return jar.getEntry(file) != null;
    } catch (IOException unreadable) {
      return false;
    }
  }

  static String join(List<Path> classPath) {
    return classPath.stream()
        .filter(Files::exists)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
