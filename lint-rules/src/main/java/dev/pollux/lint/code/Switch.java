package dev.pollux.lint.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The common part of switch statements and expressions.
 *
 * @param arrows whether its cases are written with {@code ->} (no fall-through)
 */
public record Switch(Expr selector, List<Case> cases, boolean arrows, Span span) {
  /**
   * One case.
   *
   * @param constants constant labels ({@code null} literal included), empty for patterns and plain
   *     default
   * @param patterns pattern labels
   * @param isDefault whether it is, or contains, {@code default}
   * @param body statements; an arrow with an expression is one {@link Stmt.Yield} in a switch
   *     expression and one {@link Stmt.ExprStmt} in a statement
   */
  public record Case(
      List<Expr> constants,
      List<Pattern> patterns,
      @Nullable Expr guard,
      boolean isDefault,
      List<Stmt> body,
      Span span) {}
}
