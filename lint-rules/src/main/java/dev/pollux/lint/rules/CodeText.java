package dev.pollux.lint.rules;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.TypeRef;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions as people would write them, short enough for a message. */
final class CodeText {
  private static final int DEPTH = 4;

  private CodeText() {}

  /** The expression as code; parts that are long or deep become dots. */
  static String of(Expr expr) {
    return of(expr, DEPTH);
  }

  private static String of(@Nullable Expr expr, int depth) {
    if (expr == null || depth == 0) {
      return "..";
    }
    int next = depth - 1;
    if (expr instanceof Expr.Call call) {
      String receiver = call.receiver() == null ? "" : of(call.receiver(), next) + ".";
      return receiver + call.name() + arguments(call.arguments(), next);
    } else if (expr instanceof Expr.New creation) {
      return "new " + simpleName(creation.type()) + arguments(creation.arguments(), next);
    } else if (expr instanceof Expr.Field field) {
      return field.target() == null ? field.name() : of(field.target(), next) + "." + field.name();
    } else if (expr instanceof Expr.Local local) {
      return local.variable().name();
    } else if (expr instanceof Expr.Literal literal) {
      return literal.value() instanceof String ? "\"..\"" : String.valueOf(literal.value());
    } else if (expr instanceof Expr.Assign assign) {
      return of(assign.target(), next) + " " + assign.operator() + " " + of(assign.value(), next);
    } else if (expr instanceof Expr.Binary binary) {
      return of(binary.left(), next) + " " + binary.operator() + " " + of(binary.right(), next);
    } else if (expr instanceof Expr.Unary unary) {
      String operand = of(unary.operand(), next);
      return unary.isPostfix() ? operand + unary.operator() : unary.operator() + operand;
    } else if (expr instanceof Expr.InstanceOf test) {
      return of(test.operand(), next) + " instanceof " + type(test.pattern());
    }
    return ofRest(expr, next);
  }

  private static String ofRest(Expr expr, int depth) {
    if (expr instanceof Expr.This) {
      return "this";
    } else if (expr instanceof Expr.Super) {
      return "super";
    } else if (expr instanceof Expr.TypeName name) {
      return simpleName(name.type());
    } else if (expr instanceof Expr.UnknownName name) {
      return name.name();
    } else if (expr instanceof Expr.Cast cast) {
      return of(cast.operand(), depth);
    } else if (expr instanceof Expr.ArrayAccess access) {
      return of(access.array(), depth) + "[" + of(access.index(), depth) + "]";
    } else if (expr instanceof Expr.MethodReference reference) {
      String name = reference.name().equals("<init>") ? "new" : reference.name();
      return of(reference.scope(), depth) + "::" + name;
    } else if (expr instanceof Expr.Lambda) {
      return "() -> ..";
    }
    return "..";
  }

  private static String arguments(List<Expr> arguments, int depth) {
    String text = arguments.stream().map(a -> of(a, depth)).collect(Collectors.joining(", "));
    return text.length() > 40 ? "(..)" : "(" + text + ")";
  }

  private static String type(Pattern pattern) {
    if (pattern instanceof Pattern.OfType of) {
      return simpleName(of.type());
    }
    return pattern instanceof Pattern.OfRecord of ? simpleName(of.type()) : "_";
  }

  /** What is called, without arguments: {@code Files.readString}, {@code load}. */
  static String called(Expr expr) {
    if (expr instanceof Expr.New creation) {
      return "new " + simpleName(creation.type());
    }
    if (expr instanceof Expr.MethodReference reference) {
      return of(reference, DEPTH);
    }
    if (!(expr instanceof Expr.Call call)) {
      return of(expr);
    }
    MethodRef target = call.target();
    if (call.receiver() == null || call.receiver() instanceof Expr.This || target == null) {
      return call.name();
    }
    TypeRef type = target.isStatic() ? new TypeRef.Named(target.owner()) : call.receiver().type();
    return simpleName(type) + "." + call.name();
  }

  static String simpleName(TypeRef type) {
    if (type instanceof TypeRef.Named named) {
      return named.simpleName();
    }
    if (type instanceof TypeRef.Primitive primitive) {
      return primitive.name();
    }
    return type instanceof TypeRef.Array array ? simpleName(array.element()) + "[]" : "..";
  }
}
