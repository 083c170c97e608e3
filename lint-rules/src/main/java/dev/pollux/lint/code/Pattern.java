package dev.pollux.lint.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern of {@code instanceof} or of a switch label. */
public sealed interface Pattern {
  Span span();

  /** {@code String s}; no variable when it is unnamed. */
  record OfType(TypeRef type, @Nullable Variable variable, Span span) implements Pattern {}

  /** {@code Ready<String>(var v)}. */
  record OfRecord(TypeRef type, List<Pattern> components, Span span) implements Pattern {}

  /** {@code _}. */
  record Any(Span span) implements Pattern {}
}
