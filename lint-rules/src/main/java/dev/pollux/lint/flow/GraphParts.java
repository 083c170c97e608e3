package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The graph while it grows: its nodes, the edges that wait for the next node, and the scopes that
 * jumps and exceptions pass. What cannot be reached gets no node.
 */
final class GraphParts {
  /**
   * Finally blocks are copied for each way out, so nesting them multiplies; no code that people
   * write comes near this.
   */
  private static final int MAX_NODES = 100_000;

  private final Types types;
  private final List<Node> nodes = new ArrayList<>();
  final List<Expr.Lambda> lambdas = new ArrayList<>();
  final List<TypeDecl> declared = new ArrayList<>();
  final List<Stmt> loops = new ArrayList<>();
  final Node entry = node(new Step.Entry());
  final Node exit = node(new Step.Exit());
  final Node raised = node(new Step.Raised());

  /** Edges to whatever comes next. */
  Frontier here = Frontier.of(entry, Edge.Kind.NORMAL, null);

  @Nullable Scope scopes;
  boolean isComplete = true;

  GraphParts(Types types) {
    this.types = types;
  }

  Cfg finish() {
    here.connect(exit);
    return new Cfg(entry, exit, raised, List.copyOf(nodes), lambdas, declared, loops, isComplete);
  }

  boolean isReachable() {
    return !here.isEmpty();
  }

  /** Adds a node after what came last; null when nothing leads there. */
  @Nullable Node add(Step step) {
    if (here.isEmpty()) {
      return null;
    }
    if (nodes.size() >= MAX_NODES) {
      isComplete = false;
      here = new Frontier();
      return null;
    }
    Node node = node(step);
    here.connect(node);
    here = Frontier.of(node, Edge.Kind.NORMAL, null);
    return node;
  }

  /** Adds a node that asks a question, and gives its two ways on. */
  @Nullable Node ask(
      Step step, Edge.Kind whenTrue, @Nullable Object detail, Frontier yes, Frontier no) {
    Node node = add(step);
    if (node != null) {
      yes.add(node, whenTrue, detail);
      no.add(node, Edge.Kind.FALSE, null);
    }
    here = new Frontier();
    return node;
  }

  /** Adds a node that may throw something unknown; outside of any try that is not worth an edge. */
  void addThrowing(Step step) {
    Node node = add(step);
    if (node != null && isGuarded()) {
      raise(node, null);
    }
  }

  private boolean isGuarded() {
    for (Scope scope = scopes; scope != null; scope = scope.outer) {
      if (!(scope instanceof Scope.Target)) {
        return true;
      }
    }
    return false;
  }

  /** Sends an exception on its way; what comes next is not reached by it. */
  void raise(Node from, @Nullable TypeRef thrown) {
    for (Scope scope = scopes; scope != null; scope = scope.outer) {
      if (scope instanceof Scope.Cleanup cleanup) {
        cleanup.raised.add(from, Edge.Kind.EXCEPTION, thrown);
        return;
      }
      if (scope instanceof Scope.Handlers handlers && isCaught(from, thrown, handlers)) {
        return;
      }
    }
    from.connect(raised, Edge.Kind.EXCEPTION, thrown);
  }

  private boolean isCaught(Node from, @Nullable TypeRef thrown, Scope.Handlers handlers) {
    for (Scope.Clause clause : handlers.clauses) {
      Boolean caught = isCaught(thrown, clause.of());
      if (!Boolean.FALSE.equals(caught)) {
        clause.raised().add(from, Edge.Kind.EXCEPTION, thrown);
      }
      if (Boolean.TRUE.equals(caught)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the clause catches it: null for perhaps. */
  private @Nullable Boolean isCaught(@Nullable TypeRef thrown, Stmt.Catch clause) {
    boolean perhaps = false;
    for (TypeRef type : clause.types()) {
      if (type.is("java.lang.Throwable")) {
        return true;
      }
      if (!(thrown instanceof TypeRef.Named raised) || !(type instanceof TypeRef.Named caught)) {
        perhaps = true;
        continue;
      }
      Boolean is = types.isSubtype(raised.name(), caught.name());
      if (Boolean.TRUE.equals(is)) {
        return true;
      }
      perhaps |= is == null || !Boolean.FALSE.equals(types.isSubtype(caught.name(), raised.name()));
    }
    return perhaps ? null : false;
  }

  /** Leaves towards the target, through every cleanup on the way; nothing follows. */
  void jump(Scope.Jump jump) {
    Frontier leaving = here;
    here = new Frontier();
    if (leaving.isEmpty()) {
      return;
    }
    for (Scope scope = scopes; scope != null && scope != jump.target(); scope = scope.outer) {
      if (scope instanceof Scope.Cleanup cleanup) {
        cleanup
            .jumps
            .computeIfAbsent(jump, j -> new Frontier())
            .addAll(leaving, jump.kind(), jump.label());
        return;
      }
    }
    Scope.Target target = jump.target();
    Frontier end = new Frontier();
    end.addAll(leaving, jump.kind(), jump.label());
    if (target == null) {
      end.connect(exit);
    } else if (jump.kind() == Edge.Kind.CONTINUE && target.continues != null) {
      target.continues.addAll(end);
    } else {
      target.breaks.addAll(end);
    }
  }

  /** Runs the body with the cleanup around it: once for each way out that is taken. */
  void withCleanup(Stmt around, Runnable emit, Runnable body) {
    Scope outer = scopes;
    Scope.Cleanup cleanup = new Scope.Cleanup(outer, around, emit);
    scopes = cleanup;
    body.run();
    scopes = outer;
    emit.run();
    Frontier after = here;
    cleanup.jumps.forEach(
        (jump, leaving) -> {
          here = leaving;
          emit.run();
          jump(jump);
        });
    here = cleanup.raised;
    emit.run();
    Node again = add(new Step.Rethrow(around));
    if (again != null) {
      raise(again, null);
    }
    here = after;
  }

  private Node node(Step step) {
    Node node = new Node(nodes.size(), step);
    nodes.add(node);
    return node;
  }
}
