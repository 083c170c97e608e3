package dev.pollux.lint.code;

/**
 * A stretch of a source file. Lines and columns count from 1; {@code endColumn} is the column after
 * the last character.
 */
public record Span(int line, int column, int endLine, int endColumn) implements Comparable<Span> {
  @Override
  public int compareTo(Span other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }
}
