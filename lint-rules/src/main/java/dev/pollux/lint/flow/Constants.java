package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.FieldDecl;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.Types;
import org.jspecify.annotations.Nullable;

/** Boolean constant expressions, as far as loops and branches are written with them. */
final class Constants {
  private static final int DEPTH = 20;

  private final Types types;

  Constants(Types types) {
    this.types = types;
  }

  /** Whether the condition is always true or always false; null when it is neither. */
  @Nullable Boolean truth(Expr condition) {
    return truth(condition, DEPTH);
  }

  private @Nullable Boolean truth(Expr condition, int depth) {
    if (depth == 0) {
      return null;
    }
    if (condition instanceof Expr.Literal literal && literal.value() instanceof Boolean value) {
      return value;
    }
    if (condition instanceof Expr.Unary not && not.operator().equals("!")) {
      Boolean operand = truth(not.operand(), depth - 1);
      return operand == null ? null : !operand;
    }
    if (condition instanceof Expr.Binary binary) {
      return logical(binary, depth - 1);
    }
    if (condition instanceof Expr.Field field && field.isStatic() && field.owner() != null) {
      return constant(field, depth - 1);
    }
    return null;
  }

  private @Nullable Boolean logical(Expr.Binary binary, int depth) {
    boolean and = binary.operator().equals("&&");
    if (!and && !binary.operator().equals("||")) {
      return null;
    }
    Boolean left = truth(binary.left(), depth);
    if (left == null) {
      return null;
    }
    return left == and ? truth(binary.right(), depth) : left;
  }

  private @Nullable Boolean constant(Expr.Field field, int depth) {
    Expr initializer = initializer(field);
    return initializer == null ? null : truth(initializer, depth);
  }

  /** What a static final field of the sources always holds, or null. */
  @Nullable Expr initializer(Expr.Field field) {
    String owner = field.owner();
    TypeDecl declaring = owner == null || !field.isStatic() ? null : types.declaration(owner);
    if (declaring == null) {
      return null;
    }
    boolean isConstant = declaring.kind() == TypeDecl.Kind.INTERFACE;
    for (FieldDecl candidate : declaring.fields()) {
      if (candidate.name().equals(field.name()) && (isConstant || candidate.isFinal())) {
        return candidate.initializer();
      }
    }
    return null;
  }
}
