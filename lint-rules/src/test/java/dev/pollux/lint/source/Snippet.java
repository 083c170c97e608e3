package dev.pollux.lint.source;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.FieldDecl;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.Reading;
import dev.pollux.lint.code.SourceFile;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/** Sources that were read, and questions about what stands in them. */
final class Snippet {
  private final Reading reading;
  private final List<Object> nodes = new ArrayList<>();

  private Snippet(Reading reading) {
    this.reading = reading;
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    reading.program().units().forEach(unit -> collect(unit.types(), seen));
  }

  /** Files of the latest language level, named {@code A.java}, {@code B.java} and so on. */
  static Snippet of(String... texts) {
    return of(25, List.of(), texts);
  }

  /** Statements in the body of a method of a class that imports what is usual. */
  static Snippet ofBody(String... lines) {
    return of(
        "package p; import java.util.*; import java.util.concurrent.*; import java.util.function.*;"
            + " import java.util.stream.*; class A { void body() throws Exception {\n"
            + String.join("\n", lines)
            + "\n} }");
  }

  static Snippet of(int release, List<Path> classPath, String... texts) {
    List<SourceFile> files = new ArrayList<>();
    for (String text : texts) {
      String name = (char) ('A' + files.size()) + ".java";
      files.add(new SourceFile(name, SourceFile.Role.MAIN, text));
    }
    return of(files, classPath, release);
  }

  static Snippet of(List<SourceFile> files, List<Path> classPath, int release) {
    return of(files, classPath, List.of(), release);
  }

  static Snippet of(List<SourceFile> files, List<Path> classPath, List<Path> models, int release) {
    return new Snippet(new Sources().read(new Reading.Input(files, classPath, release, models, 2)));
  }

  Reading reading() {
    return reading;
  }

  /** The type of the last call of this method, as text. */
  String call(String name) {
    return text(callTo(name).type());
  }

  /** The last call of this method. */
  Expr.Call callTo(String name) {
    return last(Expr.Call.class, call -> call.name().equals(name));
  }

  /** Who declares the method that the last call of this name means. */
  String owner(String name) {
    return callTo(name).target() == null ? "unknown" : callTo(name).target().owner();
  }

  /** Parameter types of the method that the last call of this name means. */
  String parameters(String name) {
    return callTo(name).target() == null
        ? "unknown"
        : String.join(",", callTo(name).target().parameters().stream().map(Snippet::text).toList());
  }

  /** The type of the last variable of this name, as text. */
  String variable(String name) {
    return text(last(Variable.class, variable -> variable.name().equals(name)).type());
  }

  String field(String name) {
    return text(last(FieldDecl.class, field -> field.name().equals(name)).type());
  }

  MethodDecl method(String name) {
    return last(MethodDecl.class, method -> method.name().equals(name));
  }

  TypeDecl type(String binaryName) {
    return last(TypeDecl.class, type -> type.name().equals(binaryName));
  }

  <T> T last(Class<T> kind, java.util.function.Predicate<T> test) {
    T found = null;
    for (Object node : nodes) {
      if (kind.isInstance(node) && test.test(kind.cast(node))) {
        found = kind.cast(node);
      }
    }
    if (found == null) {
      throw new NoSuchElementException(kind.getSimpleName() + " in " + reading.failures());
    }
    return found;
  }

  <T> List<T> all(Class<T> kind) {
    return nodes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Without recursion: some sources here are deeper than the stack of a test. */
  private void collect(Object root, Set<Object> seen) {
    Deque<Object> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Object node = open.pop();
      List<Object> children = new ArrayList<>();
      if (node instanceof Collection<?> many) {
        children.addAll(many);
      } else if (isNode(node) && seen.add(node)) {
        nodes.add(node);
        addChildren(node, children);
      }
      Collections.reverse(children);
      children.forEach(open::push);
    }
  }

  private static boolean isNode(Object node) {
    return node instanceof TypeDecl
        || node instanceof Variable
        || node.getClass().isRecord() && !(node instanceof TypeRef);
  }

  private static void addChildren(Object node, List<Object> children) {
    if (node instanceof TypeDecl type) {
      children.addAll(List.of(type.fields(), type.methods(), type.nested()));
    } else if (node.getClass().isRecord()) {
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        try {
          component.getAccessor().setAccessible(true);
          Object child = component.getAccessor().invoke(node);
          if (child != null) {
            children.add(child);
          }
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  static String text(TypeRef type) {
    if (type instanceof TypeRef.Named named) {
      return named.arguments().isEmpty()
          ? named.simpleName()
          : named.simpleName()
              + "<"
              + String.join(",", named.arguments().stream().map(Snippet::text).toList())
              + ">";
    }
    if (type instanceof TypeRef.Primitive primitive) {
      return primitive.name();
    }
    if (type instanceof TypeRef.Array array) {
      return text(array.element()) + "[]";
    }
    if (type instanceof TypeRef.Variable variable) {
      return variable.name();
    }
    return type.equals(TypeRef.NULL) ? "null" : "unknown";
  }
}
