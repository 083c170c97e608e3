package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a type declaration says to the outside, names not yet looked up. Holds nothing of the
 * parser's tree, so that headers of a large project stay small.
 */
final class TypeHeader {
  /** A field, enum constant or record component. */
  record Field(String name, TypeSyntax type, Set<String> modifiers) {}

  /** A method or constructor. */
  record Method(
      String name,
      List<TypeSyntax.Parameter> typeParameters,
      List<TypeSyntax> parameters,
      TypeSyntax returnType,
      boolean isVarargs,
      boolean hasBody,
      Set<String> modifiers,
      List<String> annotations) {}

  final TypeDecl.Kind kind;
  final String simpleName;
  final String binaryName;
  final @Nullable String outerName;
  final Set<String> modifiers;
  final List<String> annotations;
  final List<TypeSyntax.Parameter> typeParameters;
  final List<TypeSyntax> superclass;
  final List<TypeSyntax> interfaces;
  final List<TypeSyntax> components;
  final List<Field> fields = new ArrayList<>();
  final List<Method> methods = new ArrayList<>();
  final List<TypeHeader> nested = new ArrayList<>();

  TypeHeader(
      TypeDecl.Kind kind,
      String simpleName,
      String binaryName,
      @Nullable String outerName,
      Set<String> modifiers,
      List<String> annotations,
      List<TypeSyntax.Parameter> typeParameters,
      List<TypeSyntax> superclass,
      List<TypeSyntax> interfaces,
      List<TypeSyntax> components) {
    this.kind = kind;
    this.simpleName = simpleName;
    this.binaryName = binaryName;
    this.outerName = outerName;
    this.modifiers = modifiers;
    this.annotations = annotations;
    this.typeParameters = typeParameters;
    this.superclass = superclass;
    this.interfaces = interfaces;
    this.components = components;
  }

  boolean isInterface() {
    return kind == TypeDecl.Kind.INTERFACE || kind == TypeDecl.Kind.ANNOTATION;
  }
}
