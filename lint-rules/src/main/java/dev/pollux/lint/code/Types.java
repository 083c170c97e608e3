package dev.pollux.lint.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of types beyond one file. Implementations answer from sources and class files; safe
 * for use by many threads.
 */
public interface Types {
  /**
   * Whether the first is the second or a subtype of it; {@code null} when a supertype on the way is
   * unknown.
   */
  @Nullable Boolean isSubtype(String binaryName, String superName);

  /** The direct supertypes, superclass first, or null when the type is unknown. */
  @Nullable List<TypeRef> supertypes(String binaryName);

  /** The parsed declaration when the type belongs to the sources being linted. */
  @Nullable TypeDecl declaration(String binaryName);

  /** The parsed declaration of a method that belongs to the sources being linted. */
  @Nullable MethodDecl declaration(MethodRef method);

  /**
   * Types of the linted sources, named, local and anonymous, that directly extend or implement this
   * one.
   */
  List<TypeDecl> directSubtypes(String binaryName);

  /** Simple names of the annotations at a method, from source or class file; empty when unknown. */
  List<String> annotations(MethodRef method);

  /**
   * The one abstract method of a functional interface, with type arguments filled in, in its
   * parameters too; null when there is none or it is unknown.
   */
  @Nullable MethodRef functionalMethod(TypeRef type);

  default boolean isKnownSubtype(TypeRef type, String superName) {
    if (type instanceof TypeRef.Variable variable) {
      return isKnownSubtype(variable.bound(), superName);
    }
    return type instanceof TypeRef.Named named
        && Boolean.TRUE.equals(isSubtype(named.name(), superName));
  }
}
