package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Branches that let a registration happen only once: what they test is changed where they lead to
 * the registration, so that the next poll goes the other way.
 */
final class OnceGuards {
  /** Branches times nodes: beyond it no guards are looked for. */
  private static final long MAX_WORK = 5_000_000;

  private static final Set<String> CLAIMS =
      Set.of(
          "compareAndSet",
          "getAndSet",
          "weakCompareAndSet",
          "weakCompareAndSetPlain",
          "compareAndExchange",
          "tryAcquire");

  private record Way(Node from, boolean outcome) {}

  private final PollModel model;
  private final Map<Way, Site> avoided = new HashMap<>();

  private OnceGuards(PollModel model) {
    this.model = model;
  }

  OnceGuards(Cfg cfg, PollModel model) {
    this(model);
    List<Node> registrations = cfg.nodes().stream().filter(this::isRegistration).toList();
    List<Node> branches = cfg.nodes().stream().filter(OnceGuards::isBranch).toList();
    if (!registrations.isEmpty() && (long) branches.size() * cfg.nodes().size() <= MAX_WORK) {
      branches.forEach(branch -> look(branch, registrations, cfg));
    }
  }

  /** The expressions of a graph through which a waker is kept. */
  static List<Expr> registrations(Cfg cfg, PollModel model) {
    OnceGuards guards = new OnceGuards(model);
    return cfg.nodes().stream()
        .filter(guards::isRegistration)
        .map(node -> ((Step.Eval) node.step()).expr())
        .toList();
  }

  /** The registration that this way out of a branch keeps a path from; null when it does not. */
  @Nullable Site avoided(Node branch, boolean outcome) {
    return avoided.get(new Way(branch, outcome));
  }

  private static boolean isBranch(Node node) {
    return node.step() instanceof Step.Branch || node.step() instanceof Step.Case;
  }

  private void look(Node branch, List<Node> registrations, Cfg cfg) {
    Set<Place> tested = tested(branch);
    boolean claims = claims(branch);
    if (tested.isEmpty() && !claims) {
      return;
    }
    BitSet whenTrue = reachable(branch, true, cfg);
    BitSet whenFalse = reachable(branch, false, cfg);
    for (Node registration : registrations) {
      boolean onTrue = whenTrue.get(registration.id());
      if (onTrue == whenFalse.get(registration.id())) {
        continue;
      }
      BitSet only = (BitSet) (onTrue ? whenTrue : whenFalse).clone();
      only.andNot(onTrue ? whenFalse : whenTrue);
      if (claims || only.stream().anyMatch(id -> changes(cfg.nodes().get(id), tested))) {
        avoided.put(new Way(branch, !onTrue), new Site(tree(registration)));
      }
    }
  }

  private static Object tree(Node registration) {
    return registration.step() instanceof Step.Eval eval ? eval.expr() : registration.step();
  }

  /** An assignment or call through which a waker is kept. */
  private boolean isRegistration(Node node) {
    if (!(node.step() instanceof Step.Eval eval)) {
      return false;
    }
    if (eval.expr() instanceof Expr.Assign assign) {
      return !(assign.target() instanceof Expr.Local) && isWaker(assign.value());
    }
    if (eval.expr() instanceof Expr.Call call) {
      return !model.isPollCall(call)
          && !model.isWillWake(call)
          && call.arguments().stream().anyMatch(a -> isWaker(a) || capturesWaker(a));
    }
    return false;
  }

  private boolean isWaker(Expr expr) {
    return model.isWaker(expr.type())
        || (expr instanceof Expr.New creation && takesWaker(creation));
  }

  private boolean takesWaker(Expr.New creation) {
    return creation.arguments().stream()
        .anyMatch(a -> model.isWaker(a.type()) && !(a instanceof Expr.This));
  }

  private boolean capturesWaker(Expr argument) {
    if (!(argument instanceof Expr.Lambda) && !(argument instanceof Expr.MethodReference)) {
      return false;
    }
    boolean[] found = {false};
    Subtrees.all(
        argument,
        tree -> found[0] |= tree instanceof Expr.Local local && model.isWaker(local.type()));
    return found[0];
  }

  private static Stream<Expr> conditions(Node branch) {
    if (branch.step() instanceof Step.Branch of) {
      return Stream.of(of.condition());
    }
    return branch.step() instanceof Step.Case of ? Stream.of(of.of().selector()) : Stream.empty();
  }

  /** The fields that the branch looks at. */
  private static Set<Place> tested(Node branch) {
    Set<Place> places = new HashSet<>();
    conditions(branch)
        .forEach(
            condition ->
                Subtrees.all(
                    condition,
                    tree -> {
                      Place place = tree instanceof Expr.Field field ? Place.of(field) : null;
                      if (place != null) {
                        places.add(place);
                      }
                    }));
    return places;
  }

  private static boolean claims(Node branch) {
    boolean[] found = {false};
    conditions(branch)
        .forEach(
            condition ->
                Subtrees.all(
                    condition,
                    tree ->
                        found[0] |=
                            tree instanceof Expr.Call call && CLAIMS.contains(call.name())));
    return found[0];
  }

  private boolean changes(Node node, Set<Place> places) {
    if (!(node.step() instanceof Step.Eval eval)) {
      return false;
    }
    if (eval.expr() instanceof Expr.Assign assign) {
      return contains(places, Place.of(assign.target()));
    }
    if (eval.expr() instanceof Expr.Unary unary) {
      return contains(places, Place.of(unary.operand()));
    }
    return eval.expr() instanceof Expr.Call call
        && call.receiver() != null
        && !PollMeaning.looks(call)
        && model.asksPending(call) == null
        && !model.isPollCall(call)
        && contains(places, Place.of(call.receiver()));
  }

  private static boolean contains(Set<Place> places, @Nullable Place place) {
    return place != null && places.contains(place);
  }

  /** Where a way out of the branch leads without coming back to it. */
  private static BitSet reachable(Node branch, boolean outcome, Cfg cfg) {
    BitSet seen = new BitSet(cfg.nodes().size());
    Deque<Node> open = new ArrayDeque<>();
    List<Edge> first = new ArrayList<>(branch.out());
    for (Edge edge : first) {
      boolean isTrue = edge.kind() == Edge.Kind.TRUE || edge.kind() == Edge.Kind.CASE;
      if (isTrue == outcome && edge.kind() != Edge.Kind.EXCEPTION && !seen.get(edge.to().id())) {
        seen.set(edge.to().id());
        open.push(edge.to());
      }
    }
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node == branch) {
        continue;
      }
      for (Edge edge : node.out()) {
        if (!seen.get(edge.to().id())) {
          seen.set(edge.to().id());
          open.push(edge.to());
        }
      }
    }
    return seen;
  }
}
