package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Subtypes, and members found through supertypes with type arguments filled in. */
final class Hierarchy {
  private static final Set<String> OBJECT_METHODS = Set.of("equals", "hashCode", "toString");

  /** A method as a member of some type: {@code bindings} give its class's type parameters. */
  record Member(MethodInfo method, Map<String, TypeRef> bindings) {}

  /**
   * @param isComplete whether every supertype was known, so that no further method can exist
   */
  record Members(List<Member> methods, boolean isComplete) {}

  private record Ancestors(Set<String> names, boolean isComplete) {}

  /** A class with arguments in terms of where the walk began. */
  private record Step(ClassInfo info, Map<String, TypeRef> bindings) {}

  private final ClassPool pool;
  private final Map<String, Ancestors> ancestors = new ConcurrentHashMap<>();
  private final Map<String, Optional<Member>> functional = new ConcurrentHashMap<>();

  Hierarchy(ClassPool pool) {
    this.pool = pool;
  }

  ClassPool pool() {
    return pool;
  }

  Truth isSubtype(String name, String superName) {
    if (name.equals(superName) || superName.equals("java.lang.Object")) {
      return Truth.YES;
    }
    Ancestors known = ancestors(name);
    if (known.names().contains(superName)) {
      return Truth.YES;
    }
    return known.isComplete() ? Truth.NO : Truth.MAYBE;
  }

  private Ancestors ancestors(String name) {
    Ancestors known = ancestors.get(name);
    if (known == null) {
      Set<String> names = new LinkedHashSet<>();
      boolean complete = true;
      Deque<String> open = new ArrayDeque<>(List.of(name));
      while (!open.isEmpty()) {
        String next = open.poll();
        if (!names.add(next)) {
          continue;
        }
        ClassInfo info = pool.find(next);
        if (info == null) {
          complete = false;
          continue;
        }
        for (TypeRef supertype : info.supertypes()) {
          if (supertype instanceof TypeRef.Named named) {
            open.add(named.name());
          } else {
            complete = false;
          }
        }
      }
      known = new Ancestors(names, complete);
      ancestors.put(name, known);
    }
    return known;
  }

  /** Names of all supertypes that are known, nearest first, itself included. */
  Set<String> ancestorNames(String name) {
    return ancestors(name).names();
  }

  /** The supertype of this name with arguments as seen from the type; null when there is none. */
  TypeRef.@Nullable Named asSuper(TypeRef type, String superName) {
    if (type instanceof TypeRef.Variable variable) {
      return asSuper(variable.bound(), superName);
    }
    if (!(type instanceof TypeRef.Named named)) {
      return null;
    }
    if (named.name().equals(superName)) {
      return named;
    }
    if (!ancestors(named.name()).names().contains(superName)) {
      return null;
    }
    for (Step step : walk(named)) {
      for (TypeRef supertype : step.info().supertypes()) {
        if (supertype.is(superName)) {
          return (TypeRef.Named) TypeTerms.substitute(supertype, step.bindings());
        }
      }
    }
    return null;
  }

  /** The class and its supertypes, superclasses before interfaces; Object last for interfaces. */
  private List<Step> walk(TypeRef.Named type) {
    List<Step> result = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<TypeRef.Named> interfaces = new ArrayDeque<>();
    TypeRef.Named next = type;
    while (next != null) {
      TypeRef.Named superclass = null;
      ClassInfo info = seen.add(next.name()) ? pool.find(next.name()) : null;
      if (info != null) {
        Step step = new Step(info, TypeTerms.bind(info.typeParameters(), next.arguments()));
        result.add(step);
        boolean raw = next.arguments().isEmpty() && !info.typeParameters().isEmpty();
        for (TypeRef supertype : info.supertypes()) {
          if (!(supertype instanceof TypeRef.Named)) {
            continue;
          }
          TypeRef.Named seenFromHere =
              (TypeRef.Named)
                  (raw
                      ? TypeTerms.erase(supertype)
                      : TypeTerms.substitute(supertype, step.bindings()));
          ClassInfo superInfo = pool.find(seenFromHere.name());
          if (superclass == null
              && !info.isInterface()
              && superInfo != null
              && !superInfo.isInterface()) {
            superclass = seenFromHere;
          } else {
            interfaces.add(seenFromHere);
          }
        }
      }
      next = superclass != null ? superclass : interfaces.poll();
    }
    if (seen.add("java.lang.Object")) {
      ClassInfo object = pool.find("java.lang.Object");
      if (object != null) {
        result.add(new Step(object, Map.of()));
      }
    }
    return result;
  }

  /**
   * Methods of this name that the type has, the overriding before (and instead of) the overridden.
   *
   * @param nest outermost class of the place that asks: private methods of others are not members
   */
  Members methods(TypeRef type, String name, String nest) {
    TypeRef.Named named = classOf(type);
    if (named == null) {
      return new Members(List.of(), false);
    }
    Map<String, Member> found = new LinkedHashMap<>();
    for (Step step : walk(named)) {
      for (MethodInfo method : step.info().methods(name)) {
        // Static methods of interfaces are called on their interface alone.
        boolean isHidden =
            method.isPrivate() && !nestOf(method.owner()).equals(nest)
                || method.isStatic()
                    && step.info().isInterface()
                    && !method.owner().equals(named.name());
        if (isHidden) {
          continue;
        }
        String signature = signature(method, step.bindings());
        if (signature.contains(TypeRef.UNKNOWN.toString())) {
          // Nobody can say whether this overrides another, so it is kept beside it.
          signature += method.owner() + found.size();
        }
        found.putIfAbsent(signature, new Member(method, step.bindings()));
      }
    }
    return new Members(List.copyOf(found.values()), ancestors(named.name()).isComplete());
  }

  /** Constructors of exactly this class. */
  Members constructors(TypeRef.Named type) {
    ClassInfo info = pool.find(type.name());
    if (info == null) {
      return new Members(List.of(), false);
    }
    Map<String, TypeRef> bindings = TypeTerms.bind(info.typeParameters(), type.arguments());
    List<Member> result = new ArrayList<>();
    for (MethodInfo constructor : info.methods("<init>")) {
      result.add(new Member(constructor, bindings));
    }
    return new Members(List.copyOf(result), true);
  }

  private static String signature(MethodInfo method, Map<String, TypeRef> bindings) {
    Map<String, TypeRef> visible = bindings;
    if (!method.typeParameters().isEmpty() && !bindings.isEmpty()) {
      visible = new HashMap<>(bindings);
      for (TypeRef.Variable variable : method.typeParameters()) {
        visible.remove(variable.name());
      }
    }
    StringBuilder result = new StringBuilder();
    for (TypeRef parameter : method.parameters()) {
      result.append(TypeTerms.erase(TypeTerms.substitute(parameter, visible))).append(',');
    }
    return result.toString();
  }

  /** A field with its type as seen from the type that is asked. */
  @Nullable FieldInfo field(TypeRef type, String name) {
    TypeRef.Named named = classOf(type);
    if (named == null) {
      return null;
    }
    for (Step step : walk(named)) {
      FieldInfo field = step.info().field(name);
      if (field != null) {
        return new FieldInfo(
            field.owner(),
            name,
            TypeTerms.substitute(field.type(), step.bindings()),
            field.isStatic(),
            field.isPrivate());
      }
    }
    return null;
  }

  /** The class whose members a value of this type has. */
  static TypeRef.@Nullable Named classOf(TypeRef type) {
    if (type instanceof TypeRef.Named named) {
      return named;
    }
    if (TypeTerms.isSuper(type) || type instanceof TypeRef.Array) {
      return (TypeRef.Named) TypeRef.OBJECT;
    }
    return type instanceof TypeRef.Variable variable ? classOf(variable.bound()) : null;
  }

  static String nestOf(String binaryName) {
    int dollar = binaryName.indexOf('$', 1);
    return dollar < 0 ? binaryName : binaryName.substring(0, dollar);
  }

  /** The single abstract method of an interface, seen from the type; null when there is none. */
  @Nullable Member functionalMethod(TypeRef type) {
    TypeRef.Named named = classOf(type);
    if (named == null) {
      return null;
    }
    Optional<Member> declared = functional.get(named.name());
    if (declared == null) {
      declared = Optional.ofNullable(findFunctionalMethod(named.name()));
      functional.put(named.name(), declared);
    }
    if (declared.isEmpty()) {
      return null;
    }
    ClassInfo info = pool.find(named.name());
    if (info == null || info.typeParameters().isEmpty()) {
      return declared.get();
    }
    Map<String, TypeRef> arguments = TypeTerms.bind(info.typeParameters(), named.arguments());
    Map<String, TypeRef> bindings = new HashMap<>();
    declared
        .get()
        .bindings()
        .forEach((name, value) -> bindings.put(name, TypeTerms.substitute(value, arguments)));
    return new Member(declared.get().method(), bindings);
  }

  private @Nullable Member findFunctionalMethod(String name) {
    ClassInfo info = pool.find(name);
    if (info == null || !info.isInterface() || info.isAnnotation()) {
      return null;
    }
    TypeRef.Named self = new TypeRef.Named(name, List.<TypeRef>copyOf(info.typeParameters()));
    Map<String, Member> found = new LinkedHashMap<>();
    for (Step step : walk(self)) {
      if (step.info().isInterface()) {
        for (MethodInfo method : step.info().methods()) {
          if (!method.isStatic() && !method.isPrivate()) {
            found.putIfAbsent(
                method.name() + "(" + signature(method, step.bindings()),
                new Member(method, step.bindings()));
          }
        }
      }
    }
    Member only = null;
    for (Member member : found.values()) {
      MethodInfo method = member.method();
      if (!method.isAbstract() || isObjectMethod(method)) {
        continue;
      }
      if (only != null) {
        return null;
      }
      only = member;
    }
    return only;
  }

  private static boolean isObjectMethod(MethodInfo method) {
    return OBJECT_METHODS.contains(method.name())
        && method.parameters().size() == (method.name().equals("equals") ? 1 : 0);
  }
}
