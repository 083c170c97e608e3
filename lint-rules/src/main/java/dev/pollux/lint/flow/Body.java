package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Code that runs as one: a method, constructor, initialiser block or lambda. Compare by {@link
 * #code()}.
 *
 * @param unit the file it stands in
 * @param owner the type whose body holds it most closely
 * @param method the method itself, or the one around a lambda; null for a lambda in a field
 * @param lambda the lambda, or null
 * @param outer what a lambda, or the type of a method, is made in; null at the top
 */
public record Body(
    SourceUnit unit,
    TypeDecl owner,
    @Nullable MethodDecl method,
    Expr.@Nullable Lambda lambda,
    @Nullable Body outer) {

  /** Every body of a file, in no special order: nested, local and anonymous types' too. */
  public static List<Body> in(SourceUnit unit) {
    List<Body> bodies = new ArrayList<>();
    unit.types().forEach(type -> addType(unit, type, null, bodies));
    return bodies;
  }

  private static void addType(
      SourceUnit unit, TypeDecl type, @Nullable Body outer, List<Body> bodies) {
    for (MethodDecl method : type.methods()) {
      Stmt.Block block = method.body();
      if (block != null) {
        Body body = new Body(unit, type, method, null, outer);
        bodies.add(body);
        addNested(block, body, unit, type, bodies);
      }
    }
    type.fields().stream()
        .map(field -> field.initializer())
        .filter(initializer -> initializer != null)
        .forEach(initializer -> addNested(initializer, outer, unit, type, bodies));
    type.nested().forEach(nested -> addType(unit, nested, outer, bodies));
  }

  private static void addNested(
      Object root, @Nullable Body around, SourceUnit unit, TypeDecl owner, List<Body> bodies) {
    Subtrees.walk(
        List.of(root),
        tree -> {
          if (tree instanceof Expr.Lambda lambda) {
            MethodDecl method = around == null || around.owner != owner ? null : around.method;
            Body body = new Body(unit, owner, method, lambda, around);
            bodies.add(body);
            addNested(lambda.body(), body, unit, owner, bodies);
          } else if (tree instanceof TypeDecl type) {
            addType(unit, type, around, bodies);
          }
        },
        tree -> !(tree instanceof Expr.Lambda) && !(tree instanceof TypeDecl));
  }

  /** What it is made of: equal for the same place in the source, whoever asks. */
  public Stmt.Block code() {
    Stmt.Block block = lambda != null ? lambda.body() : method == null ? null : method.body();
    if (block == null) {
      throw new IllegalStateException("a body without code");
    }
    return block;
  }

  public List<Variable> parameters() {
    return lambda != null ? lambda.parameters() : method == null ? List.of() : method.parameters();
  }

  /** Its name for people. */
  public String name() {
    if (lambda != null) {
      return "the lambda";
    }
    return method == null
        ? owner.name()
        : method.isConstructor() ? "the constructor" : method.name();
  }

  /** Where its name stands; for a lambda, all of it. */
  public Span nameSpan() {
    return lambda != null ? lambda.span() : method == null ? owner.nameSpan() : method.nameSpan();
  }
}
