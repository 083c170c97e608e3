package dev.pollux.lint.code;

import java.util.List;

/**
 * A type as far as the linter knows it. {@link Unknown} is an answer: rules stay silent on it and
 * the engine counts it.
 */
public sealed interface TypeRef {

  /**
   * A class or interface by binary name ({@code java.util.Map$Entry}); raw or non-generic types
   * have no arguments.
   */
  record Named(String name, List<TypeRef> arguments) implements TypeRef {
    public Named(String name) {
      this(name, List.of());
    }

    public String simpleName() {
      return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
  }

  /** A primitive type or {@code void}. */
  record Primitive(String name) implements TypeRef {}

  /** An array. */
  record Array(TypeRef element) implements TypeRef {}

  /** A type variable with its first bound. */
  record Variable(String name, TypeRef bound) implements TypeRef {}

  /** The type of {@code null}. */
  record Null() implements TypeRef {}

  /** A type that could not be found out. */
  record Unknown() implements TypeRef {}

  TypeRef UNKNOWN = new Unknown();
  TypeRef NULL = new Null();
  TypeRef VOID = new Primitive("void");
  TypeRef BOOLEAN = new Primitive("boolean");
  TypeRef INT = new Primitive("int");
  TypeRef OBJECT = new Named("java.lang.Object");
  TypeRef STRING = new Named("java.lang.String");

  default boolean isKnown() {
    return !(this instanceof Unknown);
  }

  /** Whether the erasure is the class with this binary name; says nothing of subtypes. */
  default boolean is(String binaryName) {
    return this instanceof Named named && named.name().equals(binaryName);
  }
}
