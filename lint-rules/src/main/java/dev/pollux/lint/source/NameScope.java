package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a simple type name means at one place: scopes from the innermost to the file's imports. */
abstract class NameScope {
  private final @Nullable NameScope outer;

  NameScope(@Nullable NameScope outer) {
    this.outer = outer;
  }

  /** What this scope alone says of the name: a class without arguments, or a type variable. */
  abstract @Nullable TypeRef own(String simpleName);

  abstract ClassPool pool();

  /** The meaning of a simple name, or null. */
  final @Nullable TypeRef lookup(String simpleName) {
    for (NameScope scope = this; scope != null; scope = scope.outer) {
      TypeRef found = scope.own(simpleName);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  final TypeRef resolve(TypeSyntax syntax) {
    if (syntax instanceof TypeSyntax.Primitive primitive) {
      return primitive(primitive.name());
    }
    if (syntax instanceof TypeSyntax.ArrayOf array) {
      return new TypeRef.Array(resolve(array.element()));
    }
    if (syntax instanceof TypeSyntax.Wildcard wildcard) {
      if (wildcard.bound() == null) {
        return TypeTerms.ANY;
      }
      TypeRef bound = resolve(wildcard.bound());
      return wildcard.isSuper() ? TypeTerms.superOf(bound) : bound;
    }
    if (syntax instanceof TypeSyntax.FirstOf first) {
      return first.parts().isEmpty() ? TypeRef.UNKNOWN : resolve(first.parts().get(0));
    }
    if (syntax instanceof TypeSyntax.Name name) {
      return resolve(name);
    }
    return TypeRef.UNKNOWN;
  }

  final List<TypeRef> resolve(List<TypeSyntax> types) {
    List<TypeRef> result = new ArrayList<>(types.size());
    for (TypeSyntax type : types) {
      result.add(resolve(type));
    }
    return List.copyOf(result);
  }

  private TypeRef resolve(TypeSyntax.Name name) {
    TypeRef type = resolveErased(name);
    if (type instanceof TypeRef.Named named && !name.arguments().isEmpty()) {
      return new TypeRef.Named(named.name(), resolve(name.arguments()));
    }
    return type;
  }

  private TypeRef resolveErased(TypeSyntax.Name name) {
    TypeSyntax.Name scope = name.scope();
    if (scope == null) {
      TypeRef found = lookup(name.identifier());
      return found == null ? TypeRef.UNKNOWN : found;
    }
    String simple = name.identifier();
    if (resolveErased(scope) instanceof TypeRef.Named outerType) {
      String member = pool().memberType(outerType.name(), simple);
      if (member != null) {
        return new TypeRef.Named(member);
      }
      // The outer type may be known by its import alone.
      return pool().find(outerType.name()) == null
          ? new TypeRef.Named(outerType.name() + "$" + simple)
          : TypeRef.UNKNOWN;
    }
    String qualified = dotted(name);
    if (pool().exists(qualified)) {
      return new TypeRef.Named(qualified);
    }
    // A fully qualified name of a class that is not at hand: packages are written in lower case.
    boolean looksQualified =
        Character.isUpperCase(simple.charAt(0))
            && dotted(scope).equals(dotted(scope).toLowerCase(Locale.ROOT));
    return looksQualified ? new TypeRef.Named(qualified) : TypeRef.UNKNOWN;
  }

  private static String dotted(TypeSyntax.Name name) {
    return name.scope() == null
        ? name.identifier()
        : dotted(name.scope()) + "." + name.identifier();
  }

  static TypeRef primitive(String name) {
    return switch (name) {
      case "void" -> TypeRef.VOID;
      case "boolean" -> TypeRef.BOOLEAN;
      case "int" -> TypeRef.INT;
      default -> new TypeRef.Primitive(name);
    };
  }

  /** Variables that stand for type parameters, inside of whose bounds every variable is erased. */
  final List<TypeRef.Variable> variables(List<TypeSyntax.Parameter> parameters) {
    if (parameters.isEmpty()) {
      return List.of();
    }
    // Inside of the bounds, variables stand with the erasure of their own bounds.
    Map<String, TypeRef> names = new HashMap<>();
    for (TypeSyntax.Parameter parameter : parameters) {
      names.put(parameter.name(), new TypeRef.Variable(parameter.name(), TypeRef.OBJECT));
    }
    NameScope inside = new Variables(this, names);
    for (TypeSyntax.Parameter parameter : parameters) {
      TypeRef erased = TypeTerms.erase(bound(parameter, inside));
      names.put(parameter.name(), new TypeRef.Variable(parameter.name(), erased));
    }
    List<TypeRef.Variable> result = new ArrayList<>();
    for (TypeSyntax.Parameter parameter : parameters) {
      result.add(new TypeRef.Variable(parameter.name(), bound(parameter, inside)));
    }
    return List.copyOf(result);
  }

  private static TypeRef bound(TypeSyntax.Parameter parameter, NameScope scope) {
    return parameter.bounds().isEmpty() ? TypeRef.OBJECT : scope.resolve(parameter.bounds().get(0));
  }

  final NameScope with(List<TypeRef.Variable> variables) {
    if (variables.isEmpty()) {
      return this;
    }
    Map<String, TypeRef> names = new HashMap<>();
    for (TypeRef.Variable variable : variables) {
      names.put(variable.name(), variable);
    }
    return new Variables(this, names);
  }

  /** This scope and one local class. */
  final NameScope with(String simpleName, String binaryName) {
    return new Variables(this, Map.of(simpleName, new TypeRef.Named(binaryName)));
  }

  private static final class Variables extends NameScope {
    private final ClassPool pool;
    private final Map<String, TypeRef> names;

    Variables(NameScope outer, Map<String, TypeRef> names) {
      super(outer);
      this.pool = outer.pool();
      this.names = names;
    }

    @Override
    @Nullable TypeRef own(String simpleName) {
      return names.get(simpleName);
    }

    @Override
    ClassPool pool() {
      return pool;
    }
  }

  /** Inside the body of a class: its own name, and member types, inherited ones too. */
  static final class ClassBody extends NameScope {
    private final ClassPool pool;
    private final String binaryName;
    private final String simpleName;

    ClassBody(NameScope outer, String binaryName, String simpleName) {
      super(outer);
      this.pool = outer.pool();
      this.binaryName = binaryName;
      this.simpleName = simpleName;
    }

    @Override
    @Nullable TypeRef own(String name) {
      if (name.equals(simpleName)) {
        return new TypeRef.Named(binaryName);
      }
      String member = pool.memberType(binaryName, name);
      return member == null ? null : new TypeRef.Named(member);
    }

    @Override
    ClassPool pool() {
      return pool;
    }
  }
}
