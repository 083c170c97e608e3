package dev.pollux.lint.code;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of reading sources.
 *
 * @param program the files that parsed
 * @param failures the files that did not, or did in part, ordered by path and place
 * @param coverage how many of the calls that matter could be given a type
 * @param notes what else the user should know (a class-path entry that could not be read, a model
 *     entry that matches nothing), in a stable order
 */
public record Reading(
    Program program, List<Failure> failures, Coverage coverage, List<String> notes) {
  public Reading {
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  /** A file that does not parse: the first place where it does not, and why. */
  public record Failure(String path, Span span, String message) {}

  /**
   * Calls whose type could matter to a rule, and those of them whose type was found.
   *
   * @param probableCause why it is low, in one sentence; empty when nothing can be said
   */
  public record Coverage(long candidates, long resolved, String probableCause) {
    public static final Coverage NONE = new Coverage(0, 0, "");

    /** Between 0 and 1; 1 when there was nothing to resolve. */
    public double ratio() {
      return candidates == 0 ? 1 : (double) resolved / candidates;
    }
  }

  /**
   * What to read.
   *
   * @param files sources, ordered by path
   * @param classPath jars and class folders; entries that do not exist become notes
   * @param release Java language level, 8 to 25
   * @param modelFiles descriptions of async libraries besides the built-in ones
   * @param threads how many threads may work; the result does not depend on it
   */
  public record Input(
      List<SourceFile> files,
      List<Path> classPath,
      int release,
      List<Path> modelFiles,
      int threads) {
    public Input {
      files = List.copyOf(files);
      classPath = List.copyOf(classPath);
      modelFiles = List.copyOf(modelFiles);
    }
  }
}
