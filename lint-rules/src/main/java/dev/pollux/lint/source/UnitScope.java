package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that a file knows by its own types, its imports, its package and {@code java.lang}, in
 * the order of the language specification, section 6.4.1.
 */
final class UnitScope extends NameScope {
  private final ClassPool pool;
  private final UnitHeader header;
  private final Map<String, String> single = new HashMap<>();
  private final Map<String, Set<String>> staticMembers = new HashMap<>();
  private final List<String> onDemand = new ArrayList<>();
  private final List<String> staticOnDemand = new ArrayList<>();
  private final List<String> modules = new ArrayList<>();
  private final Map<String, Optional<TypeRef>> answers = new ConcurrentHashMap<>();

  UnitScope(ClassPool pool, UnitHeader header) {
    super(null);
    this.pool = pool;
    this.header = header;
    for (UnitHeader.Import declaration : header.imports()) {
      String name = declaration.name();
      if (declaration.isModule()) {
        modules.add(name);
      } else if (declaration.isStatic()) {
        if (declaration.isOnDemand()) {
          staticOnDemand.add(name);
        } else {
          int dot = name.lastIndexOf('.');
          staticMembers
              .computeIfAbsent(name.substring(dot + 1), k -> new LinkedHashSet<>())
              .add(name.substring(0, Math.max(dot, 0)));
        }
      } else if (declaration.isOnDemand()) {
        onDemand.add(name);
      } else {
        single.putIfAbsent(name.substring(name.lastIndexOf('.') + 1), name);
      }
    }
  }

  @Override
  ClassPool pool() {
    return pool;
  }

  String packageName() {
    return header.packageName();
  }

  @Override
  @Nullable TypeRef own(String simpleName) {
    Optional<TypeRef> known = answers.get(simpleName);
    if (known == null) {
      String found = find(simpleName);
      known = Optional.ofNullable(found == null ? null : new TypeRef.Named(found));
      answers.put(simpleName, known);
    }
    return known.orElse(null);
  }

  private @Nullable String find(String simpleName) {
    for (TypeHeader type : header.types()) {
      if (type.simpleName.equals(simpleName)) {
        return type.binaryName;
      }
    }
    String imported = single.get(simpleName);
    if (imported != null) {
      String found = pool.canonical(imported);
      return found != null ? found : ClassPool.guess(imported);
    }
    for (String owner : staticMembers.getOrDefault(simpleName, Set.of())) {
      String outer = classNamed(owner);
      String member = outer == null ? null : pool.memberType(outer, simpleName);
      if (member != null) {
        return member;
      }
    }
    String prefix = header.packageName().isEmpty() ? "" : header.packageName() + ".";
    if (pool.exists(prefix + simpleName)) {
      return prefix + simpleName;
    }
    for (String name : onDemand) {
      if (pool.exists(name + "." + simpleName)) {
        return name + "." + simpleName;
      }
      String outer = pool.canonical(name);
      String member = outer == null ? null : pool.memberType(outer, simpleName);
      if (member != null) {
        return member;
      }
    }
    for (String name : staticOnDemand) {
      String outer = classNamed(name);
      String member = outer == null ? null : pool.memberType(outer, simpleName);
      if (member != null) {
        return member;
      }
    }
    if (pool.exists("java.lang." + simpleName)) {
      return "java.lang." + simpleName;
    }
    for (String module : modules) {
      for (String exported : pool.packagesOf(module)) {
        if (pool.exists(exported + "." + simpleName)) {
          return exported + "." + simpleName;
        }
      }
    }
    return null;
  }

  private @Nullable String classNamed(String canonicalName) {
    return pool.canonical(canonicalName);
  }

  /** Classes of which a static member of this name may be used without qualifier. */
  List<String> staticOwners(String memberName) {
    List<String> result = new ArrayList<>();
    for (String owner : staticMembers.getOrDefault(memberName, Set.of())) {
      String found = pool.canonical(owner);
      result.add(found != null ? found : ClassPool.guess(owner));
    }
    for (String owner : staticOnDemand) {
      String found = pool.canonical(owner);
      result.add(found != null ? found : ClassPool.guess(owner));
    }
    return result;
  }
}
