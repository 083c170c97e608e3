package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic on types that asks nobody: erasure, substitution, wildcards.
 *
 * <p>{@link TypeRef} has no wildcards, since rules have no use for them. Here {@code ? extends B}
 * is {@code B}; {@code ?} and {@code ? super B} are variables of those names, which no program can
 * declare.
 *
 * <p>Substitution is simultaneous and meets each declared type once: a variable that comes in with
 * an argument is never looked up again, so equal names of different declarations do not clash.
 */
final class TypeTerms {
  private static final String SUPER = "? super";

  static final TypeRef.Variable ANY = new TypeRef.Variable("?", TypeRef.OBJECT);

  private TypeTerms() {}

  static TypeRef superOf(TypeRef bound) {
    return new TypeRef.Variable(SUPER, bound);
  }

  static boolean isAny(TypeRef type) {
    return type instanceof TypeRef.Variable variable && variable.name().equals("?");
  }

  static boolean isSuper(TypeRef type) {
    return type instanceof TypeRef.Variable variable && variable.name().equals(SUPER);
  }

  /** What a value of this type can be used as: an inner {@code ? super B} says nothing. */
  static TypeRef output(TypeRef type) {
    return isSuper(type) ? TypeRef.OBJECT : type;
  }

  /** What is accepted where this type is asked for. */
  static TypeRef input(TypeRef type) {
    return isSuper(type) ? ((TypeRef.Variable) type).bound() : type;
  }

  static TypeRef erase(TypeRef type) {
    if (type instanceof TypeRef.Named named) {
      return named.arguments().isEmpty() ? named : new TypeRef.Named(named.name());
    }
    if (type instanceof TypeRef.Variable variable) {
      return isSuper(variable) ? TypeRef.OBJECT : erase(variable.bound());
    }
    if (type instanceof TypeRef.Array array) {
      return new TypeRef.Array(erase(array.element()));
    }
    return type;
  }

  static List<TypeRef> erase(List<TypeRef> types) {
    List<TypeRef> result = new ArrayList<>(types.size());
    for (TypeRef type : types) {
      result.add(erase(type));
    }
    return List.copyOf(result);
  }

  /** Replaces variables by name; those without a binding stay. */
  static TypeRef substitute(TypeRef type, Map<String, TypeRef> bindings) {
    if (bindings.isEmpty()) {
      return type;
    }
    if (type instanceof TypeRef.Variable variable) {
      if (isSuper(variable)) {
        return superOf(substitute(variable.bound(), bindings));
      }
      return bindings.getOrDefault(variable.name(), variable);
    }
    if (type instanceof TypeRef.Array array) {
      return new TypeRef.Array(substitute(array.element(), bindings));
    }
    if (type instanceof TypeRef.Named named && !named.arguments().isEmpty()) {
      List<TypeRef> arguments = new ArrayList<>(named.arguments().size());
      for (TypeRef argument : named.arguments()) {
        arguments.add(substitute(argument, bindings));
      }
      return new TypeRef.Named(named.name(), List.copyOf(arguments));
    }
    return type;
  }

  /** Bindings of a class's parameters to the arguments of a use of it; a raw use erases them. */
  static Map<String, TypeRef> bind(List<TypeRef.Variable> parameters, List<TypeRef> arguments) {
    if (parameters.isEmpty()) {
      return Map.of();
    }
    Map<String, TypeRef> result = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      TypeRef.Variable parameter = parameters.get(i);
      TypeRef argument = i < arguments.size() ? arguments.get(i) : null;
      result.put(
          parameter.name(),
          argument == null || isAny(argument) ? erase(parameter.bound()) : argument);
    }
    return result;
  }

  static boolean mentions(TypeRef type, String variableName) {
    if (type instanceof TypeRef.Variable variable) {
      return variable.name().equals(variableName)
          || isSuper(variable) && mentions(variable.bound(), variableName);
    }
    if (type instanceof TypeRef.Array array) {
      return mentions(array.element(), variableName);
    }
    return type instanceof TypeRef.Named named
        && named.arguments().stream().anyMatch(argument -> mentions(argument, variableName));
  }
}
