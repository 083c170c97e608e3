package dev.pollux.lint.rules;

import dev.pollux.lint.Problem;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.Switch;
import dev.pollux.lint.flow.Edge;
import dev.pollux.lint.flow.Step;
import java.util.ArrayList;
import java.util.List;

/** The branches that a path took, as evidence. */
final class Decisions {
  /** More of them explain nothing. */
  private static final int MAX = 8;

  private record Decision(String fact, Span where) {}

  private Decisions() {}

  /** Adds a note for each of the last decisions on the path, in the order they were taken. */
  static Problem along(List<Edge> trail, Problem problem, SourceUnit unit) {
    List<Decision> decisions = new ArrayList<>();
    for (Edge edge : trail) {
      add(edge, decisions);
    }
    Problem result = problem;
    for (Decision decision :
        decisions.subList(Math.max(0, decisions.size() - MAX), decisions.size())) {
      result = result.note(decision.fact, unit, decision.where);
    }
    return result;
  }

  private static void add(Edge edge, List<Decision> decisions) {
    Step step = edge.from().step();
    boolean holds = edge.kind() == Edge.Kind.TRUE;
    if (step instanceof Step.Branch branch) {
      Expr condition = branch.condition();
      decisions.add(new Decision("`" + CodeText.of(condition) + "` is " + holds, condition.span()));
    } else if (step instanceof Step.Case && edge.detail() instanceof Switch.Case labels) {
      decisions.add(new Decision("this case is taken", labels.span()));
    } else if (step instanceof Step.Next next) {
      String fact = holds ? "the loop takes an element" : "the loop has no more elements";
      decisions.add(new Decision(fact, next.loop().variable().span()));
    } else if (edge.kind() == Edge.Kind.EXCEPTION
        && edge.to().step() instanceof Step.Caught caught) {
      decisions.add(new Decision("an exception is caught", caught.clause().variable().span()));
    }
  }
}
