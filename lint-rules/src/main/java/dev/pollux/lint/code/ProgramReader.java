package dev.pollux.lint.code;

/** Turns source files into a {@link Program}: the one seam between the engine and the parser. */
@FunctionalInterface
public interface ProgramReader {
  /**
   * Reads everything in the input. Files that do not parse are failures in the answer and never
   * stop the others.
   *
   * @throws IllegalArgumentException when a model file cannot be read or understood; the message
   *     names the file, the value and the cure
   */
  Reading read(Reading.Input input);
}
