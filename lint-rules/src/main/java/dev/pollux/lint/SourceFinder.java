package dev.pollux.lint;

import dev.pollux.lint.code.Reading.Failure;
import dev.pollux.lint.code.SourceFile;
import dev.pollux.lint.code.SourceFile.Role;
import dev.pollux.lint.code.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds and reads the sources of a request. What it finds does not depend on the order in which
 * folders are listed; a file that is reached by two ways counts once, by the role named first:
 * main, test, types.
 */
final class SourceFinder {
  /** The largest file that is read: the largest hand-written ones are some hundred kilobytes. */
  static final long MAX_BYTES = 16L << 20;

  private static final Span START = new Span(1, 1, 1, 1);

  private final Path base;
  private final Globs includes;
  private final Globs excludes;
  private final Globs tests;
  private final boolean excludeGenerated;
  private final Charset encoding;

  private final SortedMap<String, SourceFile> files = new TreeMap<>();
  private final Set<Path> seen = new HashSet<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  SourceFinder(LintRequest request) {
    this.base = request.baseDirectory();
    this.includes = Globs.of(request.includes());
    this.excludes = Globs.of(request.excludes());
    this.tests = Globs.of(request.tests());
    this.excludeGenerated = request.excludeGenerated();
    this.encoding = request.encoding();
  }

  /** Ordered by path. */
  List<SourceFile> files() {
    return List.copyOf(files.values());
  }

  /** Files that were found but are not fit for a parser, ordered by path. */
  List<Failure> failures() {
    return failures.stream().sorted(Comparator.comparing(Failure::path)).toList();
  }

  List<String> notes() {
    return notes.stream().sorted().toList();
  }

  /** What should have been read and could not be, with the cause. */
  List<String> unreadable() {
    return unreadable.stream().sorted().toList();
  }

  /**
   * @throws LintInputException when one of them does not exist or is nothing that holds sources
   */
  void add(Collection<Path> roots, Role role) {
    SortedMap<String, Path> found = new TreeMap<>();
    for (Path root : roots) {
      Path absolute = base.resolve(root).normalize();
      if (Files.isDirectory(absolute)) {
        SortedMap<String, Path> below = walk(absolute);
        if (below.isEmpty() && role != Role.TYPES) {
          notes.add("`" + display(absolute) + "` holds no `.java` file");
        }
        found.putAll(below);
      } else if (Files.exists(absolute)) {
        requireSource(absolute);
        found.put(display(absolute), absolute);
      } else if (role != Role.TYPES) {
        throw new LintInputException(
            "`" + root + "` does not exist: check the path, or leave it out");
      }
    }
    found.forEach((path, file) -> read(path, file, role));
  }

  private static void requireSource(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(".java") && !isArchive(name)) {
      throw new LintInputException(
          "`"
              + file
              + "` is neither a folder, a `.java` file nor a jar of sources: name one of these");
    }
  }

  private static boolean isArchive(String name) {
    return name.endsWith(".jar") || name.endsWith(".zip");
  }

  private SortedMap<String, Path> walk(Path folder) {
    SortedMap<String, Path> found = new TreeMap<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attrs) {
              return !dir.equals(folder) && isSkipped(dir)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attrs) {
              if (file.getFileName().toString().endsWith(".java")) {
                found.put(display(file), file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) {
              failed(file, cause);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      failed(folder, e);
    }
    return found;
  }

  /** Hidden folders, and what a build writes beside its build file. */
  private static boolean isSkipped(Path dir) {
    String name = dir.getFileName().toString();
    return name.startsWith(".")
        || (name.equals("target") && Files.exists(dir.resolveSibling("pom.xml")))
        || (name.equals("build")
            && (Files.exists(dir.resolveSibling("build.gradle"))
                || Files.exists(dir.resolveSibling("build.gradle.kts"))));
  }

  private void read(String path, Path file, Role role) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        notes.add("`" + path + "` is not a regular file and was left out");
      } else if (seen.add(file.toRealPath())) {
        if (isArchive(path)) {
          readArchive(path, file, role);
        } else if (attributes.size() > MAX_BYTES) {
          tooLarge(path, attributes.size());
        } else {
          put(path, role, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      failed(file, e);
    }
  }

  private void readArchive(String path, Path archive, Role role) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      SortedMap<String, ZipEntry> entries = new TreeMap<>();
      Collections.list(zip.entries()).stream()
          .filter(SourceFinder::isSource)
          .forEach(entry -> entries.put(entry.getName(), entry));
      if (entries.isEmpty() && role != Role.TYPES) {
        notes.add("`" + path + "` holds no `.java` file");
      }
      for (ZipEntry entry : entries.values()) {
        readEntry(zip, entry, path + "!/" + entry.getName(), role);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new LintInputException(
          "`" + path + "` cannot be read as a jar (" + e.getMessage() + "): name a jar of sources",
          e);
    }
  }

  /** The versions of a multi-release jar would declare their types twice. */
  private static boolean isSource(ZipEntry entry) {
    return entry.getName().endsWith(".java")
        && !entry.isDirectory()
        && !entry.getName().startsWith("META-INF/");
  }

  private void readEntry(ZipFile zip, ZipEntry entry, String path, Role role) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        tooLarge(path, entry.getSize());
      } else {
        put(path, role, bytes);
      }
    }
  }

  private void put(String path, Role role, byte[] bytes) {
    files.put(path, new SourceFile(path, roleOf(path, role), decode(bytes, encoding)));
  }

  private Role roleOf(String path, Role role) {
    boolean wanted = (includes.isEmpty() || includes.matches(path)) && !excludes.matches(path);
    if (!wanted || (excludeGenerated && isGenerated(path))) {
      return Role.TYPES;
    }
    return role == Role.MAIN && tests.matches(path) ? Role.TEST : role;
  }

  private static boolean isGenerated(String path) {
    return path.contains("generated-sources/")
        || path.contains("generated-test-sources/")
        || path.contains("build/generated/");
  }

  private void tooLarge(String path, long size) {
    failures.add(
        new Failure(
            path,
            START,
            "the file has " + size + " bytes, more than the " + MAX_BYTES + " that are read"));
  }

  private void failed(Path file, IOException cause) {
    String path = display(file);
    if (cause instanceof NoSuchFileException) {
      notes.add("`" + path + "` went away before it could be read");
    } else if (cause instanceof FileSystemLoopException) {
      notes.add("`" + path + "` links back to a folder above it and was not followed");
    } else {
      unreadable.add(
          "`"
              + path
              + "` cannot be read ("
              + cause.getClass().getSimpleName()
              + "): check its permissions, or exclude it");
    }
  }

  private String display(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(base) ? base.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }

  /**
   * By its byte-order mark, or else in the encoding of the request; what is not well formed in it
   * is read as ISO-8859-1, which keeps every column where an editor shows it.
   */
  static String decode(byte[] bytes, Charset encoding) {
    Charset charset = marked(bytes).orElse(encoding);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static Optional<Charset> marked(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return startsWith(bytes, 0xFF, 0xFE)
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    return bytes.length >= mark.length
        && IntStream.range(0, mark.length).allMatch(i -> bytes[i] == (byte) mark[i]);
  }
}
