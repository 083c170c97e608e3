package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds type arguments by matching declared types with actual ones, one after the other. Less than
 * the specification's constraint solving, and enough for what rules ask: the class of a result, and
 * its arguments where values or the target fix them.
 */
final class Inference {
  private final FileContext file;
  private final Set<String> open;
  private final Map<String, TypeRef> found = new HashMap<>();
  private final Set<String> fromUnknown = new HashSet<>();

  /**
   * @param open names of the type variables to be found
   */
  Inference(FileContext file, Set<String> open) {
    this.file = file;
    this.open = open;
  }

  void bind(String variable, TypeRef type) {
    found.put(variable, type);
  }

  @Nullable TypeRef get(String variable) {
    return found.get(variable);
  }

  /** A value of the actual type is given where the declared type is asked for. */
  void fromValue(TypeRef declared, TypeRef actual) {
    match(declared, actual, true, true);
  }

  private void match(TypeRef declared, TypeRef actual, boolean isValue, boolean mayWiden) {
    if (open.isEmpty() || actual instanceof TypeRef.Null) {
      return;
    }
    if (!actual.isKnown()) {
      open.stream().filter(name -> TypeTerms.mentions(declared, name)).forEach(fromUnknown::add);
      return;
    }
    if (TypeTerms.isSuper(declared)) {
      match(((TypeRef.Variable) declared).bound(), TypeTerms.input(actual), false, false);
    } else if (declared instanceof TypeRef.Variable variable) {
      if (open.contains(variable.name()) && !actual.equals(TypeRef.VOID)) {
        add(variable.name(), Conversions.box(TypeTerms.input(actual)), isValue && mayWiden);
      }
    } else if (declared instanceof TypeRef.Array array) {
      if (actual instanceof TypeRef.Array given) {
        match(array.element(), given.element(), isValue, mayWiden);
      }
    } else if (declared instanceof TypeRef.Named named && !named.arguments().isEmpty()) {
      TypeRef.Named seen = file.hierarchy.asSuper(Conversions.box(actual), named.name());
      if (seen != null) {
        matchArguments(named, seen);
      }
    }
  }

  private void matchArguments(TypeRef.Named declared, TypeRef.Named actual) {
    ClassInfo info = file.pool().find(declared.name());
    int count = Math.min(declared.arguments().size(), actual.arguments().size());
    for (int i = 0; i < count; i++) {
      TypeRef argument = actual.arguments().get(i);
      if (TypeTerms.isAny(argument) && info != null && i < info.typeParameters().size()) {
        argument = TypeTerms.erase(info.typeParameters().get(i).bound());
      }
      match(declared.arguments().get(i), argument, false, false);
    }
  }

  private void add(String name, TypeRef type, boolean mayWiden) {
    TypeRef before = found.get(name);
    if (before == null || before instanceof TypeRef.Null) {
      found.put(name, type);
    } else if (mayWiden && !before.equals(type)) {
      found.put(name, file.conversions.leastUpperBound(before, type));
    }
  }

  /** The declared type becomes a value where the target is asked for; fills gaps only. */
  void fromTarget(TypeRef declared, TypeRef target) {
    if (open.isEmpty() || !target.isKnown()) {
      return;
    }
    if (declared instanceof TypeRef.Variable variable) {
      if (open.contains(variable.name()) && !found.containsKey(variable.name())) {
        TypeRef boxed = Conversions.box(TypeTerms.input(target));
        if (!boxed.equals(TypeRef.VOID)) {
          found.put(variable.name(), boxed);
        }
      }
      return;
    }
    if (declared instanceof TypeRef.Array array && target instanceof TypeRef.Array wanted) {
      fromTarget(array.element(), wanted.element());
      return;
    }
    TypeRef.Named wanted = target instanceof TypeRef.Named named ? named : null;
    if (declared instanceof TypeRef.Named named && wanted != null) {
      TypeRef.Named seen = file.hierarchy.asSuper(named, wanted.name());
      if (seen == null) {
        return;
      }
      int count = Math.min(seen.arguments().size(), wanted.arguments().size());
      for (int i = 0; i < count; i++) {
        TypeRef argument = wanted.arguments().get(i);
        if (!TypeTerms.isAny(argument)) {
          fromTarget(seen.arguments().get(i), TypeTerms.input(argument));
        }
      }
    }
  }

  /** What is known so far; a variable that is still open becomes unknown. */
  TypeRef applyPartly(TypeRef type, Map<String, TypeRef> classBindings) {
    Map<String, TypeRef> bindings = new HashMap<>(classBindings);
    for (String name : open) {
      bindings.put(name, found.getOrDefault(name, TypeRef.UNKNOWN));
    }
    return TypeTerms.substitute(type, bindings);
  }

  /** The end of inference: a variable that nothing speaks of becomes its bound. */
  TypeRef apply(TypeRef type, List<TypeRef.Variable> variables) {
    return TypeTerms.substitute(type, solution(Map.of(), variables));
  }

  Map<String, TypeRef> solution(
      Map<String, TypeRef> classBindings, List<TypeRef.Variable> variables) {
    Map<String, TypeRef> bindings = new HashMap<>(classBindings);
    for (String name : open) {
      TypeRef type = found.get(name);
      if (type == null || !type.isKnown()) {
        type = fromUnknown.contains(name) ? TypeRef.UNKNOWN : null;
      }
      bindings.put(name, type == null ? TypeRef.UNKNOWN : type);
    }
    List<TypeRef.Variable> unbound = new ArrayList<>();
    for (TypeRef.Variable variable : variables) {
      if (!found.containsKey(variable.name())) {
        unbound.add(variable);
      }
    }
    for (TypeRef.Variable variable : unbound) {
      if (!variable.bound().equals(TypeRef.OBJECT)) {
        bindings.put(variable.name(), TypeTerms.substitute(variable.bound(), bindings));
      } else if (!fromUnknown.contains(variable.name())) {
        bindings.put(variable.name(), TypeRef.OBJECT);
      }
    }
    return bindings;
  }
}
