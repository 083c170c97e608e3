package dev.pollux.lint;

import dev.pollux.lint.code.AnnotationUse;
import dev.pollux.lint.code.FieldDecl;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.TreeWalker;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** Where the declarations of one file begin and end: who encloses a place. */
final class Declarations {
  /**
   * A declaration.
   *
   * @param member how it is called in a {@link Finding}; that of the declaration around it for a
   *     variable
   */
  record Declaration(Span span, String member, List<AnnotationUse> annotations) {}

  /** In source order: of two that hold the same place, the inner one comes later. */
  private final List<Declaration> all;

  private Declarations(List<Declaration> all) {
    this.all = all;
  }

  static Declarations of(SourceUnit unit) {
    Collector collector = new Collector();
    collector.walk(unit);
    return new Declarations(collector.all);
  }

  List<Declaration> all() {
    return all;
  }

  /** The name of the innermost declaration around the place; empty outside of all. */
  String memberAt(Span place) {
    String member = "";
    for (Declaration declaration : all) {
      if (contains(declaration.span(), place)) {
        member = declaration.member();
      }
    }
    return member;
  }

  boolean isGenerated(Span place) {
    return all.stream()
        .filter(d -> contains(d.span(), place))
        .flatMap(d -> d.annotations().stream())
        .anyMatch(a -> a.simpleName().equals("Generated"));
  }

  /** Whether the place begins inside the span. */
  static boolean contains(Span outer, Span place) {
    boolean afterStart = outer.compareTo(place) <= 0;
    boolean beforeEnd =
        place.line() < outer.endLine()
            || (place.line() == outer.endLine() && place.column() < outer.endColumn());
    return afterStart && beforeEnd;
  }

  private static final class Collector extends TreeWalker {
    final List<Declaration> all = new ArrayList<>();

    private final Deque<String> members = new ArrayDeque<>();

    @Override
    protected boolean enterType(TypeDecl type) {
      open(type.span(), displayName(type.name()), type.annotations());
      return true;
    }

    @Override
    protected void leaveType(TypeDecl type) {
      members.pop();
    }

    @Override
    protected boolean enterField(FieldDecl field) {
      open(
          field.span(),
          displayName(field.owner().name()) + "#" + field.name(),
          field.annotations());
      return true;
    }

    @Override
    protected void leaveField(FieldDecl field) {
      members.pop();
    }

    @Override
    protected boolean enterMethod(MethodDecl method) {
      String parameters =
          method.parameters().stream()
              .map(p -> simpleName(p.type()))
              .collect(Collectors.joining(","));
      open(
          method.span(),
          displayName(method.owner().name()) + "#" + method.name() + "(" + parameters + ")",
          method.annotations());
      return true;
    }

    @Override
    protected void leaveMethod(MethodDecl method) {
      members.pop();
    }

    @Override
    protected void variable(Variable variable, Span declaration) {
      List<AnnotationUse> annotations = variable.annotations();
      if (!annotations.isEmpty()) {
        all.add(new Declaration(declaration, members.peek(), annotations));
      }
    }

    private void open(Span span, String member, List<AnnotationUse> annotations) {
      members.push(member);
      all.add(new Declaration(span, member, annotations));
    }

    /** Without the package. */
    private static String displayName(String binaryName) {
      return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
    }

    private static String simpleName(TypeRef type) {
      if (type instanceof TypeRef.Named named) {
        return named.simpleName();
      }
      if (type instanceof TypeRef.Array array) {
        return simpleName(array.element()) + "[]";
      }
      if (type instanceof TypeRef.Primitive primitive) {
        return primitive.name();
      }
      return type instanceof TypeRef.Variable variable ? variable.name() : "?";
    }
  }
}
