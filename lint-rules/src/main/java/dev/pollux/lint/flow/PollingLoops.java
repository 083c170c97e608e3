package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Stmt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loops that poll children. That at least one of them is left, and which, is an invariant between
 * polls that one graph does not show.
 */
final class PollingLoops {
  private final Map<Site, Site> loopOfTest = new HashMap<>();

  PollingLoops(Cfg cfg, PollModel model) {
    Set<Site> polls = new HashSet<>();
    for (Node node : cfg.nodes()) {
      if (node.step() instanceof Step.Eval eval
          && eval.expr() instanceof Expr.Call call
          && model.isPollCall(call)) {
        polls.add(new Site(call));
      }
    }
    if (!polls.isEmpty()) {
      cfg.loops().forEach(loop -> add(loop, polls));
    }
  }

  private void add(Stmt loop, Set<Site> polls) {
    boolean[] found = {false};
    Subtrees.all(loop, tree -> found[0] |= tree instanceof Expr && polls.contains(new Site(tree)));
    if (!found[0]) {
      return;
    }
    Site site = new Site(loop);
    if (loop instanceof Stmt.ForEach) {
      loopOfTest.put(site, site);
      return;
    }
    Expr condition =
        loop instanceof Stmt.While of
            ? of.condition()
            : loop instanceof Stmt.For of ? of.condition() : null;
    if (condition != null) {
      Subtrees.walk(List.of(condition), part -> loopOfTest.put(new Site(part), site), part -> true);
    }
  }

  /** The loop whose test the node is, or null. */
  @Nullable Site testOf(Node node) {
    if (node.step() instanceof Step.Next next) {
      return loopOfTest.get(new Site(next.loop()));
    }
    return node.step() instanceof Step.Branch branch
        ? loopOfTest.get(new Site(branch.condition()))
        : null;
  }
}
