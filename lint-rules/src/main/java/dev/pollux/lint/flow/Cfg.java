package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.Types;
import java.util.List;

/**
 * The control-flow graph of one body, in Java's order of evaluation. Only what can be reached is in
 * it: loops and branches on constants are folded, and what follows a jump is left out.
 *
 * @param entry where it begins
 * @param exit where it ends normally
 * @param raised where it ends with an exception
 * @param nodes all nodes; a node's id is its index
 * @param lambdas the lambdas made in it, which have graphs of their own
 * @param types the local and anonymous classes made in it, likewise
 * @param loops the loops in it, an outer one before an inner one
 * @param isComplete false when a part could not be parsed, or the graph would grow beyond all use:
 *     no rule should conclude anything from it
 */
public record Cfg(
    Node entry,
    Node exit,
    Node raised,
    List<Node> nodes,
    List<Expr.Lambda> lambdas,
    List<TypeDecl> types,
    List<Stmt> loops,
    boolean isComplete) {
  /** The graph of a method's body, which must not be null. */
  public static Cfg of(MethodDecl method, Types types) {
    Stmt.Block body = method.body();
    if (body == null) {
      throw new IllegalArgumentException(
          method.name() + " has no body: ask for the graphs of methods that have one");
    }
    return of(body, types);
  }

  /** The graph of a lambda's body. */
  public static Cfg of(Expr.Lambda lambda, Types types) {
    return of(lambda.body(), types);
  }

  /** The graph of a block. */
  public static Cfg of(Stmt.Block body, Types types) {
    return new CfgBuilder(types).build(body);
  }
}
