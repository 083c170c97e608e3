package dev.pollux.lint.flow;

import dev.pollux.lint.code.Stmt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a jump or an exception has to pass on its way out, innermost first. */
abstract sealed class Scope {
  final @Nullable Scope outer;

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  /** Something that can be left: a loop, a switch, a labelled block, or the arms of a switch. */
  static final class Target extends Scope {
    final Object tree;
    final List<String> labels;
    final boolean takesPlainBreak;
    final Frontier breaks = new Frontier();
    final @Nullable Frontier continues;

    Target(
        @Nullable Scope outer,
        Object tree,
        List<String> labels,
        boolean takesPlainBreak,
        boolean isLoop) {
      super(outer);
      this.tree = tree;
      this.labels = labels;
      this.takesPlainBreak = takesPlainBreak;
      this.continues = isLoop ? new Frontier() : null;
    }
  }

  /** A try block with its catch clauses. */
  static final class Handlers extends Scope {
    final List<Clause> clauses;

    Handlers(@Nullable Scope outer, List<Stmt.Catch> clauses) {
      super(outer);
      this.clauses = clauses.stream().map(c -> new Clause(c, new Frontier())).toList();
    }
  }

  /** A catch clause, and what is on its way there. */
  record Clause(Stmt.Catch of, Frontier raised) {}

  /** Something to run on every way out: finally, a resource to close, a monitor to leave. */
  static final class Cleanup extends Scope {
    final Stmt around;
    final Runnable emit;
    final Frontier raised = new Frontier();
    final Map<Jump, Frontier> jumps = new LinkedHashMap<>();

    Cleanup(@Nullable Scope outer, Stmt around, Runnable emit) {
      super(outer);
      this.around = around;
      this.emit = emit;
    }
  }

  /**
   * A way out.
   *
   * @param target null for a return, which leaves everything
   */
  record Jump(Edge.Kind kind, @Nullable Target target, @Nullable String label) {}
}
