package dev.pollux.expectations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the sources of a project expect, in comments. */
record SourceMarks(Path folder) {
  private static final Pattern EXPECT = Pattern.compile("// expect: (\\w+)$");
  private static final Pattern VIOLATES =
      Pattern.compile("// violates: (law \\d)\\R.*?static Future<\\?> (\\w+)\\(", Pattern.DOTALL);

  /** {@code // expect: RuleName}, at the lines where it stands. */
  SortedSet<Finding> findings() {
    return sources().stream()
        .flatMap(this::expected)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@code // violates: law N} above a smoke test: its method's name, and the law. */
  SortedMap<String, String> violations() {
    return sources().stream()
        .flatMap(file -> VIOLATES.matcher(TestProject.read(file)).results())
        .collect(
            Collectors.toMap(
                mark -> mark.group(2), mark -> mark.group(1), (a, b) -> a, TreeMap::new));
  }

  private Stream<Finding> expected(Path file) {
    List<String> lines = TestProject.read(file).lines().toList();
    String name = folder.relativize(file).toString().replace('\\', '/');
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(
            index ->
                EXPECT
                    .matcher(lines.get(index))
                    .results()
                    .map(mark -> new Finding(name, index + 1, mark.group(1))));
  }

  private Collection<Path> sources() {
    try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
