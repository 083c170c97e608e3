package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one class, from its source or its class file. Safe for use by many threads. */
interface ClassInfo {
  /** The binary name. */
  String name();

  boolean isInterface();

  boolean isAnnotation();

  /** Whether it can see no instance of an outer class. */
  boolean isStatic();

  @Nullable String outerName();

  List<TypeRef.Variable> typeParameters();

  /** Direct supertypes in terms of the type parameters: the superclass first, then interfaces. */
  List<TypeRef> supertypes();

  /** Declared methods of this name; constructors are called {@code <init>}. */
  List<MethodInfo> methods(String name);

  /** Every declared method and constructor. */
  Collection<MethodInfo> methods();

  @Nullable FieldInfo field(String name);

  /** The binary name of a declared member type. */
  @Nullable String memberType(String simpleName);

  /** The types of the record's components, or null when this is no record. */
  @Nullable List<TypeRef> components();

  /** Simple names of its annotations. */
  List<String> annotations();
}
