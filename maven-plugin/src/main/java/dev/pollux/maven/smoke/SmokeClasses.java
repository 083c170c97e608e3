package dev.pollux.maven.smoke;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The compiled classes that may hold smoke tests, found without loading one: a class that uses an
 * annotation holds its descriptor as a constant.
 *
 * @param names binary names, sorted
 */
record SmokeClasses(List<String> names) {
  private static final byte[] DESCRIPTOR =
      "Ldev/pollux/testing/SmokeTest;".getBytes(StandardCharsets.ISO_8859_1);

  static SmokeClasses search(List<Path> folders) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(SmokeClasses::isClass).toList()) {
          if (contains(Files.readAllBytes(file))) {
            found.add(binaryName(folder.relativize(file)));
          }
        }
      }
    }
    Collections.sort(found);
    return new SmokeClasses(found.stream().distinct().toList());
  }

  private static boolean isClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.equals("module-info.class");
  }

  private static String binaryName(Path file) {
    String path = file.toString().replace(file.getFileSystem().getSeparator(), ".");
    return path.substring(0, path.length() - ".class".length());
  }

  private static boolean contains(byte[] bytes) {
    // The descriptor is ASCII, and so is its modified UTF-8 in the class file.
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .contains(new String(DESCRIPTOR, StandardCharsets.ISO_8859_1));
  }
}
