package dev.pollux.lint.code;

import java.util.List;

/**
 * One parsed file.
 *
 * @param path the file's path as reports print it, with {@code /}
 * @param packageName empty for the unnamed package
 * @param types top-level types, in source order
 * @param comments every comment, in source order
 */
public record SourceUnit(
    String path, String packageName, List<TypeDecl> types, List<Comment> comments) {
  /** A comment: its text without the markers, and where it stands. */
  public record Comment(String text, Span span) {}
}
