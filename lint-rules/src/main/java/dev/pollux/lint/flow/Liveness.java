package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which places are still read after a point. Paths that differ in nothing else than places that are
 * never read again become one.
 */
final class Liveness {
  /** Places times the nodes at which they live: beyond it a graph is too big to be walked. */
  private static final int MAX_MARKS = 4_000_000;

  private final List<Set<Place>> liveIn = new ArrayList<>();
  private int marks;

  Liveness(Cfg cfg, Meaning meaning) {
    Map<Place, List<Node>> usedAt = new HashMap<>();
    for (Node node : cfg.nodes()) {
      liveIn.add(new HashSet<>());
      for (Place place : uses(node.step(), meaning)) {
        usedAt.computeIfAbsent(place, p -> new ArrayList<>()).add(node);
      }
    }
    usedAt.forEach(this::spread);
  }

  /** Whether it is known: not for a graph that is too big. */
  boolean isKnown() {
    return marks < MAX_MARKS;
  }

  /** Whether a place may be read at or after the node. */
  Predicate<Place> at(Node node) {
    Set<Place> live = liveIn.get(node.id());
    return place -> place instanceof Place.Result || live.contains(place);
  }

  /** Goes backward from each use until the place is given its value. */
  private void spread(Place place, List<Node> uses) {
    Deque<Node> open = new ArrayDeque<>(uses);
    while (!open.isEmpty() && isKnown()) {
      Node node = open.pop();
      if (!liveIn.get(node.id()).add(place)) {
        continue;
      }
      marks++;
      for (Edge edge : node.in()) {
        if (!place.equals(definition(edge.from().step()))) {
          open.push(edge.from());
        }
      }
    }
  }

  private static @Nullable Place definition(Step step) {
    if (step instanceof Step.Declare declare) {
      return new Place.Local(declare.variable());
    }
    if (step instanceof Step.Bind bind) {
      return new Place.Local(bind.variable());
    }
    if (step instanceof Step.Eval eval) {
      if (eval.expr() instanceof Expr.Assign assign && !assign.isCompound()) {
        Place target = Place.of(assign.target());
        return target instanceof Place.Local ? target : null;
      }
      return new Place.Temp(eval.expr());
    }
    if (step instanceof Step.Choose choose) {
      return new Place.Temp(choose.whole());
    }
    return step instanceof Step.Truth truth ? new Place.Temp(truth.whole()) : null;
  }

  private static Set<Place> uses(Step step, Meaning meaning) {
    Set<Place> used = new HashSet<>();
    List<@Nullable Object> roots = new ArrayList<>();
    Object top = null;
    if (step instanceof Step.Eval eval) {
      top = eval.expr();
      roots.add(top);
      if (eval.expr() instanceof Expr.Call call && meaning.isObserver(call)) {
        used.add(new Place.Observed(Place.of(call.receiver()), call.name()));
      }
    } else if (step instanceof Step.Branch branch) {
      top = branch.condition() instanceof Expr.InstanceOf ? branch.condition() : null;
      roots.add(branch.condition());
    } else if (step instanceof Step.Construct construct) {
      roots.addAll(construct.call().arguments());
    } else if (step instanceof Step.Declare declare) {
      roots.add(declare.initializer());
    } else if (step instanceof Step.DeclareType declare) {
      roots.add(declare.type());
      top = declare.type();
    } else if (step instanceof Step.Discard discard) {
      roots.add(discard.expr());
    } else if (step instanceof Step.Case of) {
      roots.add(of.of().selector());
    } else if (step instanceof Step.Bind bind) {
      roots.add(bind.value());
    } else if (step instanceof Step.Choose choose) {
      roots.add(choose.arm());
    } else if (step instanceof Step.Return leave) {
      roots.add(leave.statement().value());
    } else if (step instanceof Step.Throw raise) {
      roots.add(raise.statement().value());
    } else if (step instanceof Step.Next next) {
      roots.add(next.loop().iterable());
    } else if (step instanceof Step.Close close) {
      close(close.resource(), used, roots);
    }
    collect(roots, top, used);
    return used;
  }

  private static void close(Stmt resource, Set<Place> used, List<@Nullable Object> roots) {
    if (resource instanceof Stmt.LocalDecl local) {
      used.add(new Place.Local(local.variable()));
    } else {
      roots.add(resource);
    }
  }

  /**
   * Reads down to what has a node of its own; at the top, and inside of lambdas and classes, all.
   */
  private static void collect(List<@Nullable Object> roots, @Nullable Object top, Set<Place> used) {
    Subtrees.expressions(
        roots,
        expr -> {
          Place place = Place.of(expr);
          if (place != null) {
            used.add(place);
          } else if (expr != top) {
            used.add(new Place.Temp(expr));
          }
        },
        expr ->
            expr == top
                || top instanceof Expr.Lambda
                || !(top instanceof Expr) && top != null
                || !Evaluated.hasOwnValue(expr));
  }
}
