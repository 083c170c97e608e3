package dev.pollux.lint.flow;

import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.Reading;
import dev.pollux.lint.code.SourceFile;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.source.Sources;
import java.util.List;

/** Java source given as text, read and ready for the analysis. */
final class Source {
  private final String text;
  private final Program program;

  private Source(String text, int release) {
    this.text = text;
    SourceFile file = new SourceFile("T.java", SourceFile.Role.MAIN, text);
    Reading reading =
        new Sources().read(new Reading.Input(List.of(file), List.of(), release, List.of(), 1));
    if (!reading.failures().isEmpty()) {
      throw new AssertionError(reading.failures().toString() + "\n" + text);
    }
    this.program = reading.program();
  }

  static Source of(String text) {
    return new Source(text, 21);
  }

  /** Statements in {@code int m(int n, Object o, boolean a, boolean b)}. */
  static Source body(String statements) {
    return body(statements, 21);
  }

  static Source body(String statements, int release) {
    return new Source(
        """
        abstract class T {
          enum Color { RED, GREEN }
          record Box(Object content) {}
          static final boolean ON = true;
          int field;
          abstract int f(); abstract int g(); abstract int h(); abstract boolean t(); abstract AutoCloseable open();
          int m(int n, Object o, boolean a, boolean b, Color color) throws Exception {
        """
            + statements
            + "\n}}",
        release);
  }

  Program program() {
    return program;
  }

  MethodDecl method(String name) {
    TypeDecl type = program.units().get(0).types().get(0);
    return type.methods().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  Cfg graph() {
    return graph("m");
  }

  Cfg graph(String method) {
    return Cfg.of(method(method), program.types());
  }

  String text(Span span) {
    List<String> lines = text.lines().toList();
    String first = lines.get(span.line() - 1);
    int end = span.endLine() == span.line() ? span.endColumn() - 1 : first.length();
    return first.substring(span.column() - 1, Math.min(end, first.length())).strip();
  }
}
