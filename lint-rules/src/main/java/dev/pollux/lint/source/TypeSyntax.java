package dev.pollux.lint.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type as written, before its names are looked up. */
sealed interface TypeSyntax {

  /** {@code scope.identifier<arguments>}; a diamond has no arguments. */
  record Name(@Nullable Name scope, String identifier, List<TypeSyntax> arguments)
      implements TypeSyntax {}

  /** A primitive type or {@code void}. */
  record Primitive(String name) implements TypeSyntax {}

  record ArrayOf(TypeSyntax element) implements TypeSyntax {}

  /** {@code ?}, {@code ? extends bound} or {@code ? super bound}. */
  record Wildcard(@Nullable TypeSyntax bound, boolean isSuper) implements TypeSyntax {}

  /** The first of an intersection or union. */
  record FirstOf(List<TypeSyntax> parts) implements TypeSyntax {}

  /** {@code var}, or a lambda parameter without type. */
  record Inferred() implements TypeSyntax {}

  TypeSyntax INFERRED = new Inferred();

  /** A type parameter with its bounds. */
  record Parameter(String name, List<TypeSyntax> bounds) {}

  static Name name(String... parts) {
    Name result = null;
    for (String part : parts) {
      result = new Name(result, part, List.of());
    }
    if (result == null) {
      throw new IllegalArgumentException("a name has at least one part");
    }
    return result;
  }
}
