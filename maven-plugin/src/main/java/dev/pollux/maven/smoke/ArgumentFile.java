package dev.pollux.maven.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code @argfile} of the {@code java} program: a class path of any length, on any system. */
final class ArgumentFile {
  private ArgumentFile() {}

  static void write(Path file, List<String> arguments) throws IOException {
    Files.writeString(
        file,
        arguments.stream()
            .map(ArgumentFile::quoted)
            .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator())));
  }

  /** Quoted as the launcher reads it: inside quotes a backslash escapes. */
  static String quoted(String argument) {
    return '"'
        + argument
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
        + '"';
  }
}
