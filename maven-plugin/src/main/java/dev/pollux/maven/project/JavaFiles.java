package dev.pollux.maven.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The Java files below a source root, sorted. Links are followed, hidden folders are not entered,
 * and what cannot be read is told instead of thrown.
 *
 * @param files absolute paths
 * @param unreadable folders and files that could not be looked at
 */
public record JavaFiles(List<Path> files, List<Path> unreadable) {

  /** Looks through a folder that exists. */
  public static JavaFiles below(Path root) {
    SortedSet<Path> files = new TreeSet<>();
    SortedSet<Path> unreadable = new TreeSet<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return !folder.equals(root) && folder.getFileName().toString().startsWith(".")
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && file.toString().endsWith(".java")) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) {
              unreadable.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("the source folder " + root + " cannot be read", e);
    }
    return new JavaFiles(List.copyOf(files), List.copyOf(unreadable));
  }
}
