package dev.pollux.lint;

import dev.pollux.lint.Fingerprints.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Findings that are known and do not count: a sorted text file without line numbers, one finding a
 * line, {@code rule | file | member | hash | ordinal}. Lines that begin with {@code #} are
 * comments.
 */
public final class Baseline {
  private static final Pattern LINE =
      Pattern.compile("(\\w+) \\| (.*) \\| (.*) \\| ([0-9a-f]{12}) \\| ([1-9][0-9]{0,8})");

  private static final Comparator<Fingerprint> ORDER =
      Comparator.comparing(Fingerprint::path)
          .thenComparing(Fingerprint::rule)
          .thenComparing(Fingerprint::member)
          .thenComparing(Fingerprint::hash)
          .thenComparing(Fingerprint::ordinal);

  private final Set<Fingerprint> entries;

  private Baseline(Set<Fingerprint> entries) {
    this.entries = entries;
  }

  /** A baseline of everything that was found and not suppressed in source. */
  public static Baseline of(LintReport report) {
    Fingerprints fingerprints = report.fingerprints();
    Set<Fingerprint> entries = new TreeSet<>(ORDER);
    report.findings().forEach(f -> entries.add(fingerprints.of(f)));
    report.suppressed().stream()
        .filter(s -> s.by().kind() == Suppression.Kind.BASELINE)
        .forEach(s -> entries.add(fingerprints.of(s.finding())));
    return new Baseline(entries);
  }

  /**
   * @throws LintInputException when the file does not exist, cannot be read or has a line that is
   *     no entry
   */
  public static Baseline read(Path file) {
    try {
      Set<Fingerprint> entries = new TreeSet<>(ORDER);
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          entries.add(parse(file, i + 1, line));
        }
      }
      return new Baseline(entries);
    } catch (NoSuchFileException e) {
      throw new LintInputException(
          "the baseline `" + file + "` does not exist: write it first, or leave it out", e);
    } catch (IOException e) {
      throw new LintInputException(
          "the baseline `" + file + "` cannot be read (" + e + "): write it anew", e);
    }
  }

  /** Its text, ready to be written to a file. */
  public String text() {
    return entries.stream()
        .map(
            e ->
                String.join(
                    " | ", e.rule(), e.path(), e.member(), e.hash(), String.valueOf(e.ordinal())))
        .collect(
            Collectors.joining(
                "\n",
                "# Findings that are known: rule | file | member | hash of the line | ordinal\n",
                entries.isEmpty() ? "" : "\n"));
  }

  public int size() {
    return entries.size();
  }

  boolean contains(Fingerprint fingerprint) {
    return entries.contains(fingerprint);
  }

  /** Entries that no finding of this run bears, in order. */
  List<Fingerprint> staleAmong(Set<Fingerprint> present) {
    return entries.stream().filter(e -> !present.contains(e)).toList();
  }

  private static Fingerprint parse(Path file, int number, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new LintInputException(
          "line "
              + number
              + " of the baseline `"
              + file
              + "` is not `rule | file | member | hash | ordinal`: remove it, or write the file anew");
    }
    return new Fingerprint(
        matcher.group(1),
        matcher.group(2),
        matcher.group(3),
        matcher.group(4),
        Integer.parseInt(matcher.group(5)));
  }
}
