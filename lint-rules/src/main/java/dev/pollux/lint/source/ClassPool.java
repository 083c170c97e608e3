package dev.pollux.lint.source;

import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every class that can be asked about: sources first, then class files, then the JDK. */
final class ClassPool {
  private final Map<String, SourceClass> sources = new ConcurrentHashMap<>();
  private final Map<String, Optional<ClassInfo>> binaries = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> memberTypes = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> packagesOfModules = new ConcurrentHashMap<>();
  private final List<ClassFiles> files;
  private final Map<String, List<MethodRef>> sketches;

  /**
   * @param sketches classes that exist even when none of that name is at hand, with methods they
   *     are said to have
   */
  ClassPool(List<ClassFiles> files, Map<String, List<MethodRef>> sketches) {
    this.files = List.copyOf(files);
    this.sketches = Map.copyOf(sketches);
  }

  /** Adds a class and its member types; the first of a name stays. */
  void add(TypeHeader header, NameScope outerScope) {
    SourceClass added = new SourceClass(header, outerScope);
    if (sources.putIfAbsent(header.binaryName, added) == null) {
      for (TypeHeader nested : header.nested) {
        addNested(nested, added);
      }
    }
  }

  /** Adds an anonymous class, whose supertype is known with its arguments. */
  SourceClass addAnonymous(TypeHeader header, NameScope outerScope, TypeRef supertype) {
    SourceClass added = new SourceClass(header, outerScope, supertype);
    sources.put(header.binaryName, added);
    for (TypeHeader nested : header.nested) {
      addNested(nested, added);
    }
    return added;
  }

  private void addNested(TypeHeader header, SourceClass outer) {
    // Names of the outer body are looked up lazily: all classes must be there first.
    add(header, new Deferred(outer));
  }

  private static final class Deferred extends NameScope {
    private final SourceClass outer;

    Deferred(SourceClass outer) {
      super(null);
      this.outer = outer;
    }

    @Override
    @Nullable TypeRef own(String simpleName) {
      return outer.bodyScope().lookup(simpleName);
    }

    @Override
    ClassPool pool() {
      return outer.bodyScope().pool();
    }
  }

  @Nullable SourceClass source(String binaryName) {
    return sources.get(binaryName);
  }

  @Nullable ClassInfo find(String binaryName) {
    SourceClass source = sources.get(binaryName);
    if (source != null) {
      return source;
    }
    Optional<ClassInfo> known = binaries.get(binaryName);
    if (known == null) {
      known = Optional.ofNullable(read(binaryName));
      binaries.put(binaryName, known);
    }
    return known.orElse(null);
  }

  /** The class file, wherever it lies. */
  byte @Nullable [] bytes(String binaryName) {
    String internalName = binaryName.replace('.', '/');
    for (ClassFiles place : files) {
      byte[] bytes = place.read(internalName);
      if (bytes != null) {
        return bytes;
      }
    }
    return null;
  }

  private @Nullable ClassInfo read(String binaryName) {
    String internalName = binaryName.replace('.', '/');
    for (ClassFiles place : files) {
      byte[] bytes = place.read(internalName);
      if (bytes != null) {
        BinaryClass read = BinaryClass.read(bytes);
        // On file systems that ignore case, the file of another class may have come back.
        if (read != null && read.name().equals(binaryName)) {
          return read;
        }
      }
    }
    List<MethodRef> sketch = sketches.get(binaryName);
    return sketch == null ? null : new SketchedClass(binaryName, sketch);
  }

  boolean exists(String binaryName) {
    return find(binaryName) != null;
  }

  /** The binary name of a class written with dots: {@code java.util.Map.Entry}. */
  @Nullable String canonical(String dotted) {
    if (exists(dotted)) {
      return dotted;
    }
    int dot = dotted.lastIndexOf('.');
    if (dot < 0) {
      return null;
    }
    String outer = canonical(dotted.substring(0, dot));
    return outer == null ? null : memberType(outer, dotted.substring(dot + 1));
  }

  /**
   * The binary name that a class written with dots most likely has, by the convention that types
   * begin with a capital letter and packages do not.
   */
  static String guess(String dotted) {
    StringBuilder result = new StringBuilder();
    boolean inType = false;
    for (String part : dotted.split("\\.")) {
      if (result.length() > 0) {
        result.append(inType ? '$' : '.');
      }
      result.append(part);
      inType |= !part.isEmpty() && Character.isUpperCase(part.charAt(0));
    }
    return result.toString();
  }

  /** The member type of this name, declared or inherited. */
  @Nullable String memberType(String binaryName, String simpleName) {
    String key = binaryName + "\n" + simpleName;
    Optional<String> known = memberTypes.get(key);
    if (known == null) {
      known = Optional.ofNullable(memberType(binaryName, simpleName, new HashSet<>()));
      memberTypes.put(key, known);
    }
    return known.orElse(null);
  }

  private @Nullable String memberType(String binaryName, String simpleName, Set<String> seen) {
    ClassInfo info = seen.add(binaryName) ? find(binaryName) : null;
    if (info == null) {
      String guess = binaryName + "$" + simpleName;
      return sketches.containsKey(guess) ? guess : null;
    }
    String own = info.memberType(simpleName);
    if (own != null) {
      return own;
    }
    for (TypeRef supertype : info.supertypes()) {
      if (supertype instanceof TypeRef.Named named) {
        String inherited = memberType(named.name(), simpleName, seen);
        if (inherited != null) {
          return inherited;
        }
      }
    }
    return null;
  }

  Set<String> packagesOf(String moduleName) {
    return packagesOfModules.computeIfAbsent(
        moduleName,
        name -> {
          for (ClassFiles place : files) {
            Set<String> packages = place.packagesOf(name);
            if (!packages.isEmpty()) {
              return packages;
            }
          }
          return Set.of();
        });
  }

  /** Every class known from source, in no order. */
  List<SourceClass> sources() {
    return new ArrayList<>(sources.values());
  }

  void release() {
    files.forEach(ClassFiles::release);
  }
}
