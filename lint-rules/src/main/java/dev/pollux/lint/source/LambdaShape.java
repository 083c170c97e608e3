package dev.pollux.lint.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What can be said of a lambda without types (section 15.27.2 of the language specification).
 *
 * @param mayBeVoid whether its body fits a method that returns nothing
 * @param mayBeValue whether its body fits a method that returns something
 */
record LambdaShape(int parameters, boolean mayBeVoid, boolean mayBeValue) {

  static LambdaShape of(LambdaExpr lambda) {
    int parameters = lambda.getParameters().size();
    if (lambda.getExpressionBody().isPresent()) {
      return new LambdaShape(
          parameters, isStatementExpression(lambda.getExpressionBody().get()), true);
    }
    BlockStmt body = lambda.getBody().asBlockStmt();
    boolean returnsValue = false;
    boolean returnsNothing = false;
    Deque<Node> open = new ArrayDeque<>();
    open.push(body);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof ReturnStmt statement) {
        returnsValue |= statement.getExpression().isPresent();
        returnsNothing |= statement.getExpression().isEmpty();
      } else if (!(node instanceof LambdaExpr) && !(node instanceof TypeDeclaration)) {
        for (Node child : node.getChildNodes()) {
          boolean isClassBody =
              node instanceof ObjectCreationExpr creation
                  && creation.getAnonymousClassBody().isPresent()
                  && creation.getAnonymousClassBody().get().stream().anyMatch(m -> m == child);
          if (!isClassBody) {
            open.push(child);
          }
        }
      }
    }
    if (returnsValue) {
      return new LambdaShape(parameters, false, true);
    }
    return new LambdaShape(parameters, true, !returnsNothing && endsAbruptly(body));
  }

  private static boolean endsAbruptly(BlockStmt body) {
    if (body.getStatements().isEmpty()) {
      return false;
    }
    Statement last = body.getStatement(body.getStatements().size() - 1);
    return last instanceof ThrowStmt
        || last instanceof WhileStmt loop
            && loop.getCondition().isBooleanLiteralExpr()
            && loop.getCondition().asBooleanLiteralExpr().getValue()
        || last.isForStmt() && last.asForStmt().getCompare().isEmpty()
        || last.isSynchronizedStmt() && endsAbruptly(last.asSynchronizedStmt().getBody())
        || last.isTryStmt() && endsAbruptly(last.asTryStmt().getTryBlock());
  }

  private static boolean isStatementExpression(Expression node) {
    if (node instanceof EnclosedExpr) {
      return false;
    }
    return node instanceof MethodCallExpr
        || node instanceof ObjectCreationExpr
        || node instanceof AssignExpr
        || node instanceof UnaryExpr unary
            && (unary.getOperator().asString().equals("++")
                || unary.getOperator().asString().equals("--"));
  }
}
