package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lays out switch statements and expressions, in every form. */
final class SwitchFlow {
  private final GraphParts graph;
  private final ExprFlow exprs;
  private final Consumer<Stmt> statements;

  SwitchFlow(GraphParts graph, ExprFlow exprs, Consumer<Stmt> statements) {
    this.graph = graph;
    this.exprs = exprs;
    this.statements = statements;
  }

  void statement(Stmt.SwitchStmt stmt, List<String> labels) {
    Switch choice = stmt.of();
    exprs.value(choice.selector());
    Scope.Target target = new Scope.Target(graph.scopes, stmt, labels, true, false);
    List<Frontier> bodies = dispatch(choice);
    if (hasDefault(choice) || isExhaustive(choice)) {
      noMatch(choice);
    }
    target.breaks.addAll(graph.here);
    graph.scopes = target;
    arms(choice, bodies, target);
    graph.scopes = target.outer;
    graph.here.addAll(target.breaks);
  }

  void expression(Expr.SwitchExpr expr) {
    Switch choice = expr.of();
    exprs.value(choice.selector());
    Scope.Target target = new Scope.Target(graph.scopes, expr, List.of(), false, false);
    List<Frontier> bodies = dispatch(choice);
    noMatch(choice);
    graph.scopes = target;
    arms(choice, bodies, target);
    graph.scopes = target.outer;
    graph.here = new Frontier();
    graph.here.addAll(target.breaks);
    graph.add(new Step.Join());
  }

  /** Gives the value to the innermost switch expression; its value has been evaluated. */
  void yield(Stmt.Yield give) {
    for (Scope scope = graph.scopes; scope != null; scope = scope.outer) {
      if (scope instanceof Scope.Target target && target.tree instanceof Expr.SwitchExpr whole) {
        graph.add(new Step.Choose(whole, give.value()));
        graph.jump(new Scope.Jump(Edge.Kind.YIELD, target, null));
        return;
      }
    }
    graph.isComplete = false;
    graph.here = new Frontier();
  }

  /** Tries the cases in order, default last; what matches none stays here. */
  private List<Frontier> dispatch(Switch choice) {
    List<Frontier> bodies = new ArrayList<>();
    for (Switch.Case labels : choice.cases()) {
      Frontier body = new Frontier();
      bodies.add(body);
      if (!labels.constants().isEmpty() || !labels.patterns().isEmpty()) {
        tryCase(choice, labels, body);
      }
    }
    for (int i = 0; i < choice.cases().size(); i++) {
      Switch.Case labels = choice.cases().get(i);
      if (labels.isDefault()) {
        bodies.get(i).addAll(graph.here, Edge.Kind.CASE, labels);
        graph.here = new Frontier();
      }
    }
    return bodies;
  }

  private void tryCase(Switch choice, Switch.Case labels, Frontier body) {
    Frontier match = new Frontier();
    Frontier none = new Frontier();
    graph.ask(new Step.Case(choice, labels), Edge.Kind.CASE, labels, match, none);
    graph.here = match;
    for (Pattern pattern : labels.patterns()) {
      exprs.bind(pattern, choice.selector(), none);
    }
    if (labels.guard() != null && graph.isReachable()) {
      none.addAll(exprs.condition(labels.guard()));
    }
    body.addAll(graph.here);
    graph.here = none;
  }

  private void noMatch(Switch choice) {
    Node node = graph.add(new Step.NoMatch(choice));
    if (node != null) {
      graph.raise(node, null);
    }
    graph.here = new Frontier();
  }

  private void arms(Switch choice, List<Frontier> bodies, Scope.Target target) {
    graph.here = new Frontier();
    for (int i = 0; i < bodies.size(); i++) {
      graph.here.addAll(bodies.get(i));
      choice.cases().get(i).body().forEach(statements);
      if (choice.arrows()) {
        target.breaks.addAll(graph.here);
        graph.here = new Frontier();
      }
    }
  }

  private static boolean hasDefault(Switch choice) {
    return choice.cases().stream().anyMatch(Switch.Case::isDefault);
  }

  /** Switch statements with patterns or {@code case null} must be exhaustive; others need not. */
  private static boolean isExhaustive(Switch choice) {
    return choice.cases().stream()
        .anyMatch(
            c -> !c.patterns().isEmpty() || c.constants().stream().anyMatch(SwitchFlow::isNull));
  }

  private static boolean isNull(@Nullable Expr expr) {
    return expr instanceof Expr.Literal literal && literal.value() == null;
  }
}
