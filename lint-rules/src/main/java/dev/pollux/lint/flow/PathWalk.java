package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Switch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries an automaton along the paths of a graph, forward, with what is known of values on each:
 * property simulation after M. Das, S. Lerner and M. Seigle, "ESP: Path-Sensitive Program
 * Verification in Polynomial Time", PLDI 2002.
 *
 * <p>A node keeps at most {@value #MAX_STATES} states. What comes on top is merged into one state
 * for each state of the automaton, and such paths are {@linkplain Moment#isImprecise imprecise}.
 *
 * @param <A> the state of the automaton
 */
public final class PathWalk<A> {
  static final int MAX_STATES = 32;

  /** How many states a graph may have in all, and for each node: beyond it the walk gives up. */
  private static final int MAX_WORK = 40_000;

  private static final int MAX_WORK_PER_NODE = 12;

  private final Cfg cfg;
  private final Automaton<A> automaton;
  private final Reader reader;
  private final Effects effects;
  private final Liveness liveness;
  private final List<Set<PathState<A>>> seen = new ArrayList<>();
  private final Map<Node, Map<A, PathState<A>>> merged = new HashMap<>();
  private final PriorityQueue<Work<A>> open;

  private record Work<A>(int rank, long sequence, Node node, PathState<A> state) {}

  private long sequence;
  private final int[] rank;

  private PathWalk(Cfg cfg, Automaton<A> automaton, Meaning meaning) {
    this.cfg = cfg;
    this.automaton = automaton;
    this.reader = new Reader(meaning);
    this.effects = new Effects(reader, meaning);
    this.liveness = new Liveness(cfg, meaning);
    this.rank = Order.reversePostorder(cfg);
    this.open =
        new PriorityQueue<>(
            (a, b) ->
                a.rank != b.rank
                    ? Integer.compare(a.rank, b.rank)
                    : Long.compare(a.sequence, b.sequence));
    cfg.nodes().forEach(node -> seen.add(new LinkedHashSet<>()));
  }

  /**
   * Walks every path that does not contradict itself; the automaton hears of each node and branch.
   *
   * @return false when the graph is incomplete or the walk gave up: then nothing should be
   *     concluded from what the automaton heard
   */
  public static <A> boolean walk(Cfg cfg, Automaton<A> automaton, Meaning meaning) {
    return cfg.isComplete() && new PathWalk<>(cfg, automaton, meaning).run();
  }

  private boolean run() {
    if (!liveness.isKnown()) {
      return false;
    }
    PathState<A> start = new PathState<>(automaton.start(), Memory.EMPTY, null, false, null, null);
    arrive(cfg.entry(), start);
    long budget = MAX_WORK + (long) MAX_WORK_PER_NODE * cfg.nodes().size();
    while (!open.isEmpty()) {
      if (budget-- == 0) {
        return false;
      }
      Work<A> work = open.poll();
      if (isCurrent(work)) {
        pass(work.node, work.state);
      }
    }
    return true;
  }

  /** A merged state that has grown since waits in its new form too. */
  private boolean isCurrent(Work<A> work) {
    Map<A, PathState<A>> rest = merged.get(work.node);
    return rest == null
        || rest.containsValue(work.state)
        || seen.get(work.node.id()).contains(work.state);
  }

  private void arrive(Node node, PathState<A> state) {
    Memory live = state.memory.retain(liveness.at(node));
    PathState<A> kept =
        new PathState<>(
            state.automaton,
            live,
            state.returning,
            state.isImprecise,
            state.previous,
            state.through);
    Set<PathState<A>> states = seen.get(node.id());
    if (states.contains(kept)) {
      return;
    }
    if (states.size() < MAX_STATES) {
      states.add(kept);
      open.add(new Work<>(rank[node.id()], sequence++, node, kept));
    } else {
      merge(node, kept);
    }
  }

  /** The node is full: one state more for each state of the automaton takes in all the rest. */
  private void merge(Node node, PathState<A> state) {
    Map<A, PathState<A>> rest = merged.computeIfAbsent(node, n -> new HashMap<>());
    A key = state.automaton;
    if (!rest.containsKey(key) && rest.size() >= MAX_STATES) {
      key = rest.keySet().iterator().next();
    }
    PathState<A> old = rest.get(key);
    A both = old == null ? state.automaton : automaton.merge(old.automaton, state.automaton);
    Memory memory = old == null ? state.memory : old.memory.join(state.memory);
    Stmt.Return returning =
        old == null || old.returning == state.returning ? state.returning : null;
    PathState<A> joined =
        new PathState<>(both, memory, returning, true, state.previous, state.through);
    if (!joined.equals(old)) {
      rest.put(key, joined);
      open.add(new Work<>(rank[node.id()], sequence++, node, joined));
    }
  }

  private void pass(Node node, PathState<A> state) {
    Moment<A> first = new Moment<>(node, state, effects.after(node, state.memory), reader);
    automaton.step(first);
    for (Moment<A> moment : first.alive()) {
      for (Edge edge : node.out()) {
        follow(edge, moment, state);
      }
    }
  }

  private void follow(Edge edge, Moment<A> moment, PathState<A> arrived) {
    Moment<A> way = new Moment<>(edge.from(), arrived, moment.memory, reader);
    way.become(moment.state());
    Step step = edge.from().step();
    boolean outcome = edge.kind() == Edge.Kind.TRUE || edge.kind() == Edge.Kind.CASE;
    if (step instanceof Step.Branch branch) {
      learn(way, Reader.test(way.value(branch.condition())), branchValue(branch, way), outcome);
      tell(way, outcome);
    } else if (step instanceof Step.Case labels && edge.kind() != Edge.Kind.EXCEPTION) {
      match(way, labels, outcome);
      tell(way, outcome);
    } else if (step instanceof Step.Next next) {
      if (outcome) {
        way.memory = effects.nextElement(next.loop(), way.memory);
      }
      tell(way, outcome);
    } else if (step instanceof Step.Component) {
      tell(way, outcome);
    }
    Stmt.Return returning = step instanceof Step.Caught ? null : way.returning();
    for (Moment<A> going : way.alive()) {
      arrive(edge.to(), going.leave(edge, returning));
    }
  }

  private void tell(Moment<A> way, boolean outcome) {
    if (!way.isDropped()) {
      automaton.branch(way, outcome);
    }
  }

  private Value.@Nullable Test branchValue(Step.Branch branch, Moment<A> way) {
    return branch.condition() instanceof Expr.InstanceOf test
        ? Reader.test(reader.instance(way.value(test.operand()), Patterns.type(test.pattern())))
        : null;
  }

  /** Supposes what the outcome says; the second form is preferred where there is one. */
  private void learn(
      Moment<A> way, Value.@Nullable Test test, Value.@Nullable Test direct, boolean outcome) {
    Value.Test asked = direct != null ? direct : test;
    if (asked == null) {
      return;
    }
    Value.Test fact = normal(outcome ? asked : asked.negated());
    way.decided(way.holds(fact.subject(), fact.predicate()) != null);
    way.suppose(fact.subject(), fact.predicate(), fact.holds());
    if (!way.isDropped()) {
      automaton.learned(way, fact);
    }
  }

  /** A question about a question is the inner question. */
  private static Value.Test normal(Value.Test test) {
    Value.Test result = test;
    while (result.subject() instanceof Value.Test inner
        && result.predicate().equals(Predicate.IS_TRUE)) {
      result = result.holds() ? inner : inner.negated();
    }
    return result;
  }

  private void match(Moment<A> way, Step.Case step, boolean outcome) {
    List<Value.@Nullable Test> tests = tests(way, step);
    if (outcome) {
      if (tests.size() == 1) {
        learn(way, tests.get(0), null, true);
      } else if (tests.stream().allMatch(t -> t != null && isFalse(way, t))) {
        way.drop();
      }
      return;
    }
    for (Value.Test test : tests) {
      if (!way.isDropped()) {
        learn(way, test, null, false);
      }
    }
  }

  private static boolean isFalse(Moment<?> way, Value.Test test) {
    Boolean holds = way.holds(test.subject(), test.predicate());
    return holds != null && holds != test.holds();
  }

  private List<Value.@Nullable Test> tests(Moment<A> way, Step.Case step) {
    Value selector = way.value(step.of().selector());
    List<Value.@Nullable Test> tests = new ArrayList<>();
    for (Expr constant : step.labels().constants()) {
      tests.add(Reader.test(reader.equal(selector, label(constant, step.of(), way))));
    }
    for (dev.pollux.lint.code.Pattern pattern : step.labels().patterns()) {
      tests.add(Reader.test(reader.instance(selector, Patterns.type(pattern))));
    }
    return tests;
  }

  /** Labels name enum constants without their type. */
  private Value label(Expr constant, Switch of, Moment<A> way) {
    if (constant instanceof Expr.UnknownName name
        && of.selector().type() instanceof dev.pollux.lint.code.TypeRef.Named type) {
      return new Value.EnumConstant(type.name(), name.name());
    }
    return way.value(constant);
  }
}
