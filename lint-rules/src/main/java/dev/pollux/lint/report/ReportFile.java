package dev.pollux.lint.report;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a report so that a reader sees the old one or the new one, never half of it. */
public final class ReportFile {
  private ReportFile() {}

  /**
   * Writes the text as UTF-8; folders that are missing are made.
   *
   * @throws IOException when it cannot be written; what was there before is then untouched
   */
  public static void write(Path file, String text) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException("it is a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A pipe or a device: there is nothing to replace.
      Files.writeString(target, text);
      return;
    }
    Path folder = target.getParent();
    Files.createDirectories(folder);
    // Not a temporary file of the platform's: that one would be for its owner's eyes only.
    Path half =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(half, text);
      move(half, target);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
