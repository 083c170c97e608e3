package dev.pollux.lint.code;

import java.util.List;

/**
 * A local variable, parameter, resource or pattern variable. One object a declaration: compare by
 * identity.
 */
public final class Variable {
  /** What kind of declaration introduced it. */
  public enum Kind {
    PARAMETER,
    LOCAL,
    PATTERN,
    RESOURCE,
    CATCH
  }

  private final Kind kind;
  private final String name;
  private final TypeRef type;
  private final List<AnnotationUse> annotations;
  private final Span span;

  public Variable(Kind kind, String name, TypeRef type, Span span) {
    this(kind, name, type, List.of(), span);
  }

  public Variable(
      Kind kind, String name, TypeRef type, List<AnnotationUse> annotations, Span span) {
    this.kind = kind;
    this.name = name;
    this.type = type;
    this.annotations = List.copyOf(annotations);
    this.span = span;
  }

  public Kind kind() {
    return kind;
  }

  /** The name as written; {@code _} for an unnamed one. */
  public String name() {
    return name;
  }

  public TypeRef type() {
    return type;
  }

  /** Annotations at the declaration; several variables of one statement share them. */
  public List<AnnotationUse> annotations() {
    return annotations;
  }

  /** Where its name stands in the declaration. */
  public Span span() {
    return span;
  }

  @Override
  public String toString() {
    return name;
  }
}
