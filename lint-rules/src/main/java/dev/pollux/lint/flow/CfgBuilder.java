package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays out statements as a graph. */
final class CfgBuilder {
  private final GraphParts graph;
  private final ExprFlow exprs;
  private final SwitchFlow switches;

  CfgBuilder(Types types) {
    this.graph = new GraphParts(types);
    this.exprs = new ExprFlow(graph, new Constants(types), this::switchExpression);
    this.switches = new SwitchFlow(graph, exprs, this::visit);
  }

  Cfg build(Stmt.Block body) {
    visit(body);
    return graph.finish();
  }

  private void switchExpression(Expr.SwitchExpr expr) {
    switches.expression(expr);
  }

  private void visit(Stmt stmt) {
    if (!graph.isReachable()) {
      return;
    }
    if (stmt instanceof Stmt.Block block) {
      block.statements().forEach(this::visit);
    } else if (stmt instanceof Stmt.ExprStmt statement) {
      exprs.value(statement.expression());
      graph.add(new Step.Discard(statement.expression()));
    } else if (stmt instanceof Stmt.LocalDecl local) {
      if (local.initializer() != null) {
        exprs.value(local.initializer());
      }
      graph.add(new Step.Declare(local.variable(), local.initializer()));
    } else if (stmt instanceof Stmt.If branch) {
      visitIf(branch);
    } else if (stmt instanceof Stmt.Return leave) {
      if (leave.value() != null) {
        exprs.value(leave.value());
      }
      graph.add(new Step.Return(leave));
      graph.jump(new Scope.Jump(Edge.Kind.RETURN, null, null));
    } else if (stmt instanceof Stmt.Throw raise) {
      visitThrow(raise);
    } else if (stmt instanceof Stmt.Try attempt) {
      visitTry(attempt);
    } else if (stmt instanceof Stmt.SwitchStmt choice) {
      switches.statement(choice, List.of());
    } else {
      visitOther(stmt);
    }
  }

  private void visitOther(Stmt stmt) {
    if (stmt instanceof Stmt.Labeled labeled) {
      visitLabeled(labeled);
    } else if (stmt instanceof Stmt.Break leave) {
      leave(Edge.Kind.BREAK, leave.label());
    } else if (stmt instanceof Stmt.Continue again) {
      leave(Edge.Kind.CONTINUE, again.label());
    } else if (stmt instanceof Stmt.Yield give) {
      exprs.value(give.value());
      switches.yield(give);
    } else if (stmt instanceof Stmt.Synchronized region) {
      exprs.value(region.lock());
      graph.add(new Step.Enter(region));
      graph.withCleanup(
          region, () -> graph.add(new Step.Leave(region)), () -> visit(region.body()));
    } else if (stmt instanceof Stmt.Assert check) {
      visitAssert(check);
    } else if (stmt instanceof Stmt.LocalType local) {
      graph.declared.add(local.type());
      graph.add(new Step.DeclareType(local.type()));
    } else if (stmt instanceof Stmt.ConstructorCall call) {
      if (call.outer() != null) {
        exprs.value(call.outer());
      }
      call.arguments().forEach(exprs::value);
      graph.addThrowing(new Step.Construct(call));
    } else if (stmt instanceof Stmt.Unparsable) {
      graph.isComplete = false;
    } else if (!(stmt instanceof Stmt.Empty)) {
      visitLoop(stmt, List.of());
    }
  }

  /** A chain of else-ifs is one loop here: generated code has thousands of them. */
  private void visitIf(Stmt.If first) {
    Frontier after = new Frontier();
    Stmt.@Nullable If branch = first;
    while (branch != null && graph.isReachable()) {
      Frontier no = exprs.condition(branch.condition());
      visit(branch.then());
      after.addAll(graph.here);
      graph.here = no;
      Stmt otherwise = branch.otherwise();
      branch = otherwise instanceof Stmt.If next ? next : null;
      if (otherwise != null && branch == null) {
        visit(otherwise);
      }
    }
    after.addAll(graph.here);
    graph.here = after;
  }

  private void visitThrow(Stmt.Throw raise) {
    exprs.value(raise.value());
    Node node = graph.add(new Step.Throw(raise));
    if (node != null) {
      TypeRef type = raise.value().type();
      graph.raise(node, type.isKnown() ? type : null);
    }
    graph.here = new Frontier();
  }

  private void visitAssert(Stmt.Assert check) {
    Node disabled = graph.add(new Step.Join());
    Frontier no = exprs.condition(check.condition());
    Frontier after = graph.here;
    graph.here = no;
    if (check.message() != null) {
      exprs.value(check.message());
    }
    Node failed = graph.add(new Step.Rethrow(check));
    if (failed != null) {
      graph.raise(failed, new TypeRef.Named("java.lang.AssertionError"));
    }
    if (disabled != null) {
      after.add(disabled, Edge.Kind.NORMAL, null);
    }
    graph.here = after;
  }

  private void visitTry(Stmt.Try attempt) {
    Stmt.Block last = attempt.finallyBlock();
    if (last != null) {
      graph.withCleanup(attempt, () -> visit(last), () -> visitCaught(attempt));
    } else {
      visitCaught(attempt);
    }
  }

  private void visitCaught(Stmt.Try attempt) {
    if (attempt.catches().isEmpty()) {
      visitResources(attempt, 0);
      return;
    }
    Scope outer = graph.scopes;
    Scope.Handlers handlers = new Scope.Handlers(outer, attempt.catches());
    graph.scopes = handlers;
    visitResources(attempt, 0);
    graph.scopes = outer;
    Frontier after = graph.here;
    for (Scope.Clause clause : handlers.clauses) {
      graph.here = clause.raised();
      graph.add(new Step.Caught(clause.of()));
      visit(clause.of().body());
      after.addAll(graph.here);
    }
    graph.here = after;
  }

  private void visitResources(Stmt.Try attempt, int index) {
    if (index == attempt.resources().size()) {
      visit(attempt.body());
      return;
    }
    Stmt resource = attempt.resources().get(index);
    visit(resource);
    graph.withCleanup(
        attempt,
        () -> graph.addThrowing(new Step.Close(resource)),
        () -> visitResources(attempt, index + 1));
  }

  private void visitLabeled(Stmt.Labeled first) {
    List<String> labels = new ArrayList<>();
    Stmt body = first;
    while (body instanceof Stmt.Labeled labeled) {
      labels.add(labeled.label());
      body = labeled.body();
    }
    if (body instanceof Stmt.SwitchStmt choice) {
      switches.statement(choice, labels);
    } else if (isLoop(body)) {
      visitLoop(body, labels);
    } else {
      Scope.Target target = new Scope.Target(graph.scopes, first, labels, false, false);
      graph.scopes = target;
      visit(body);
      graph.scopes = target.outer;
      graph.here.addAll(target.breaks);
    }
  }

  private static boolean isLoop(Stmt stmt) {
    return stmt instanceof Stmt.While
        || stmt instanceof Stmt.DoWhile
        || stmt instanceof Stmt.For
        || stmt instanceof Stmt.ForEach;
  }

  private void visitLoop(Stmt loop, List<String> labels) {
    if (loop instanceof Stmt.For counted) {
      counted.init().forEach(this::visit);
    } else if (loop instanceof Stmt.ForEach each) {
      exprs.value(each.iterable());
    }
    Scope.Target target = new Scope.Target(graph.scopes, loop, labels, true, true);
    Node head = graph.add(new Step.Join());
    if (head == null) {
      return;
    }
    graph.loops.add(loop);
    Frontier end = loop instanceof Stmt.DoWhile ? new Frontier() : test(loop);
    graph.scopes = target;
    visit(body(loop));
    graph.scopes = target.outer;
    if (target.continues != null) {
      graph.here.addAll(target.continues);
    }
    if (loop instanceof Stmt.For counted) {
      update(counted);
    } else if (loop instanceof Stmt.DoWhile && graph.isReachable()) {
      end = test(loop);
    }
    graph.here.connect(head);
    graph.here = end;
    graph.here.addAll(target.breaks);
  }

  /** Asks whether the loop goes on: what is here does, what is given back does not. */
  private Frontier test(Stmt loop) {
    if (loop instanceof Stmt.ForEach each) {
      Frontier yes = new Frontier();
      Frontier no = new Frontier();
      graph.ask(new Step.Next(each), Edge.Kind.TRUE, null, yes, no);
      graph.here = yes;
      return no;
    }
    Expr condition =
        loop instanceof Stmt.While test
            ? test.condition()
            : loop instanceof Stmt.DoWhile test ? test.condition() : ((Stmt.For) loop).condition();
    return condition == null ? new Frontier() : exprs.condition(condition);
  }

  private void update(Stmt.For loop) {
    for (Expr update : loop.update()) {
      exprs.value(update);
      graph.add(new Step.Discard(update));
    }
  }

  private static Stmt body(Stmt loop) {
    if (loop instanceof Stmt.While of) {
      return of.body();
    }
    if (loop instanceof Stmt.DoWhile of) {
      return of.body();
    }
    return loop instanceof Stmt.For of ? of.body() : ((Stmt.ForEach) loop).body();
  }

  private void leave(Edge.Kind kind, @Nullable String label) {
    for (Scope scope = graph.scopes; scope != null; scope = scope.outer) {
      if (scope instanceof Scope.Target target && isMeant(target, kind, label)) {
        graph.add(new Step.Join());
        graph.jump(new Scope.Jump(kind, target, label));
        return;
      }
    }
    graph.isComplete = false;
    graph.here = new Frontier();
  }

  private static boolean isMeant(Scope.Target target, Edge.Kind kind, @Nullable String label) {
    if (label != null) {
      return target.labels.contains(label);
    }
    return kind == Edge.Kind.CONTINUE ? target.continues != null : target.takesPlainBreak;
  }
}
