package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;

/** Which expressions have their value written down when they are evaluated. */
public final class Evaluated {
  private Evaluated() {}

  /** Whether the expression has a step of its own, at which its value comes to be. */
  public static boolean hasOwnValue(Expr expr) {
    if (expr instanceof Expr.Unary unary) {
      return unary.operator().equals("++") || unary.operator().equals("--");
    }
    if (expr instanceof Expr.Binary binary) {
      return binary.operator().equals("&&") || binary.operator().equals("||");
    }
    return expr instanceof Expr.Call
        || expr instanceof Expr.New
        || expr instanceof Expr.Assign
        || expr instanceof Expr.Lambda
        || expr instanceof Expr.MethodReference
        || expr instanceof Expr.NewArray
        || expr instanceof Expr.Conditional
        || expr instanceof Expr.SwitchExpr
        || expr instanceof Expr.InstanceOf;
  }
}
