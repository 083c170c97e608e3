package dev.pollux.lint.source;

import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import dev.pollux.lint.code.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An argument on its way to its parameter. Those whose type depends on the parameter are lowered
 * when the method is known, once.
 */
final class Argument {
  final Expression node;
  final @Nullable LambdaShape shape;
  @Nullable Expr lowered;

  /** The body of a lambda that had to be read to choose the method. */
  ExpressionLowering.@Nullable LambdaBody body;

  Argument(Expression argument) {
    Expression inner = argument;
    while (inner instanceof EnclosedExpr enclosed) {
      inner = enclosed.getInner();
    }
    this.node = inner;
    this.shape = inner instanceof LambdaExpr lambda ? LambdaShape.of(lambda) : null;
  }

  static List<Argument> of(List<Expression> nodes) {
    return nodes.stream().map(Argument::new).toList();
  }

  /** Whether it is, or chooses between, lambdas and method references. */
  boolean isFunction() {
    return isFunction(node);
  }

  private static boolean isFunction(Expression node) {
    if (node instanceof EnclosedExpr enclosed) {
      return isFunction(enclosed.getInner());
    }
    if (node instanceof ConditionalExpr conditional) {
      return isFunction(conditional.getThenExpr()) || isFunction(conditional.getElseExpr());
    }
    return node instanceof LambdaExpr || node instanceof MethodReferenceExpr;
  }

  /** Whether it is a call whose own type arguments may come from the parameter. */
  boolean isGenericCall() {
    if (node instanceof MethodCallExpr call) {
      return call.getTypeArguments().isEmpty();
    }
    if (node instanceof ObjectCreationExpr creation) {
      return creation.getType().getTypeArguments().map(List::isEmpty).orElse(false);
    }
    return node instanceof SwitchExpr || node instanceof ConditionalExpr;
  }
}
