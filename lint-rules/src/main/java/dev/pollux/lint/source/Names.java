package dev.pollux.lint.source;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names that may be variables, fields, types or packages, told apart as in section 6.5 of the
 * language specification: variables win over types, types over packages.
 */
final class Names {
  private final FileContext file;

  Names(FileContext file) {
    this.file = file;
  }

  /** A simple name used as an expression or qualifier. */
  Expr name(NameExpr node, Scope scope) {
    String name = node.getNameAsString();
    Span span = SyntaxReader.span(node);
    Expr variable = variable(name, scope, span);
    if (variable != null) {
      return variable;
    }
    TypeRef type = scope.types().lookup(name);
    if (type != null) {
      return new Expr.TypeName(type, span);
    }
    return new Expr.UnknownName(name, span);
  }

  /** A local variable or field, own, inherited, of a class around it, or imported; or null. */
  @Nullable Expr variable(String name, Scope from, Span span) {
    for (Scope scope = from; scope != null; scope = scope.outer()) {
      Variable local = scope.own(name);
      if (local != null) {
        return new Expr.Local(local, span);
      }
      SourceClass body = scope.body();
      if (body != null) {
        FieldInfo field = file.hierarchy.field(selfType(body), name);
        if (field != null) {
          return field(null, field, span);
        }
      }
    }
    for (String owner : file.unit.staticOwners(name)) {
      FieldInfo field = file.hierarchy.field(new TypeRef.Named(owner), name);
      if (field != null) {
        return field(null, field, span);
      }
    }
    return null;
  }

  static Expr.Field field(@Nullable Expr target, FieldInfo field, Span span) {
    return new Expr.Field(
        target,
        field.name(),
        field.owner(),
        field.isStatic(),
        TypeTerms.output(field.type()),
        span);
  }

  /** The class with its own parameters as arguments: the type of {@code this}. */
  static TypeRef.Named selfType(ClassInfo info) {
    return new TypeRef.Named(info.name(), List.<TypeRef>copyOf(info.typeParameters()));
  }

  /** {@code scope.name}. */
  Expr fieldAccess(FieldAccessExpr node, Scope scope) {
    Expr target = qualifier(node.getScope(), scope);
    return member(target, node.getNameAsString(), SyntaxReader.span(node), node);
  }

  /** An expression before a dot: a package becomes an {@link Expr.UnknownName} with dots. */
  Expr qualifier(Expression node, Scope scope) {
    if (node instanceof NameExpr name) {
      return name(name, scope);
    }
    if (node instanceof FieldAccessExpr access) {
      return fieldAccess(access, scope);
    }
    return file.expressions.lower(node, scope, null);
  }

  private Expr member(Expr target, String name, Span span, FieldAccessExpr node) {
    if (target instanceof Expr.TypeName typeName) {
      FieldInfo field = file.hierarchy.field(typeName.type(), name);
      if (field != null) {
        return field(target, field, span);
      }
      if (typeName.type() instanceof TypeRef.Named named) {
        String member = file.pool().memberType(named.name(), name);
        if (member != null) {
          return new Expr.TypeName(new TypeRef.Named(member), span);
        }
        // Nothing is known of the class: the name's spelling has to tell a type from a constant.
        boolean looksLikeType =
            file.pool().find(named.name()) == null
                && Character.isUpperCase(name.charAt(0))
                && name.chars().anyMatch(Character::isLowerCase);
        if (looksLikeType) {
          return new Expr.TypeName(new TypeRef.Named(named.name() + "$" + name), span);
        }
        return new Expr.Field(target, name, named.name(), true, TypeRef.UNKNOWN, span);
      }
      return new Expr.Field(target, name, null, true, TypeRef.UNKNOWN, span);
    }
    if (target instanceof Expr.UnknownName prefix && isPackage(node.getScope())) {
      String dotted = prefix.name() + "." + name;
      if (file.pool().exists(dotted)) {
        return new Expr.TypeName(new TypeRef.Named(dotted), span);
      }
      boolean looksLikeType =
          Character.isUpperCase(name.charAt(0))
              && prefix.name().equals(prefix.name().toLowerCase(java.util.Locale.ROOT));
      return looksLikeType
          ? new Expr.TypeName(new TypeRef.Named(dotted), span)
          : new Expr.UnknownName(dotted, span);
    }
    if (target.type() instanceof TypeRef.Array && name.equals("length")) {
      return new Expr.Field(target, name, null, false, TypeRef.INT, span);
    }
    FieldInfo field = file.hierarchy.field(target.type(), name);
    return field != null
        ? field(target, field, span)
        : new Expr.Field(target, name, null, false, TypeRef.UNKNOWN, span);
  }

  private static boolean isPackage(Expression node) {
    return node instanceof NameExpr || node instanceof FieldAccessExpr f && isPackage(f.getScope());
  }
}
