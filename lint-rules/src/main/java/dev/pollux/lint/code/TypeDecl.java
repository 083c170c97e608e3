package dev.pollux.lint.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class, interface, enum, record or annotation, named, local or anonymous. Its members are filled
 * in while it is built.
 */
public final class TypeDecl implements Annotated {
  /** What was declared. */
  public enum Kind {
    CLASS,
    INTERFACE,
    ENUM,
    RECORD,
    ANNOTATION,
    ANONYMOUS
  }

  private final Kind kind;
  private final String name;
  private final @Nullable TypeDecl outer;
  private final Set<String> modifiers;
  private final List<AnnotationUse> annotations;
  private final List<TypeRef> supertypes;
  private final Span span;
  private final Span nameSpan;
  private final List<FieldDecl> fields = new ArrayList<>();
  private final List<MethodDecl> methods = new ArrayList<>();
  private final List<TypeDecl> nested = new ArrayList<>();

  public TypeDecl(
      Kind kind,
      String name,
      @Nullable TypeDecl outer,
      Set<String> modifiers,
      List<AnnotationUse> annotations,
      List<TypeRef> supertypes,
      Span span,
      Span nameSpan) {
    this.kind = kind;
    this.name = name;
    this.outer = outer;
    this.modifiers = Set.copyOf(modifiers);
    this.annotations = List.copyOf(annotations);
    this.supertypes = List.copyOf(supertypes);
    this.span = span;
    this.nameSpan = nameSpan;
  }

  public Kind kind() {
    return kind;
  }

  /** The binary name; local and anonymous classes are numbered in source order. */
  public String name() {
    return name;
  }

  /** The type whose body holds this one, or null at the top level. */
  public @Nullable TypeDecl outer() {
    return outer;
  }

  /** The outermost type: private members are shared within it. */
  public TypeDecl nest() {
    return outer == null ? this : outer.nest();
  }

  /** Superclass first (where one is named), then interfaces. */
  public List<TypeRef> supertypes() {
    return supertypes;
  }

  /** Fields, enum constants and record components, in source order. */
  public List<FieldDecl> fields() {
    return Collections.unmodifiableList(fields);
  }

  /** Methods, constructors and initialisers, in source order. */
  public List<MethodDecl> methods() {
    return Collections.unmodifiableList(methods);
  }

  /**
   * Member types; local and anonymous classes hang on the statement or expression that declares
   * them.
   */
  public List<TypeDecl> nested() {
    return Collections.unmodifiableList(nested);
  }

  public void add(FieldDecl field) {
    fields.add(field);
  }

  public void add(MethodDecl method) {
    methods.add(method);
  }

  public void add(TypeDecl type) {
    nested.add(type);
  }

  @Override
  public Set<String> modifiers() {
    return modifiers;
  }

  @Override
  public List<AnnotationUse> annotations() {
    return annotations;
  }

  @Override
  public Span span() {
    return span;
  }

  /** Where its name stands; for an anonymous class, the name of its supertype. */
  public Span nameSpan() {
    return nameSpan;
  }

  @Override
  public String toString() {
    return name;
  }
}
