package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One path at one node, just after the node was evaluated: what an {@link Automaton} sees and
 * changes. Valid during the call it is passed to.
 */
public final class Moment<A> {
  private final Node node;
  private final PathState<A> arrived;
  private final Reader reader;
  private final List<Moment<A>> all;
  Memory memory;
  private A state;
  private boolean isDropped;
  private boolean isDecided;

  Moment(Node node, PathState<A> arrived, Memory memory, Reader reader) {
    this(node, arrived, memory, arrived.automaton, reader, new ArrayList<>());
  }

  private Moment(
      Node node, PathState<A> arrived, Memory memory, A state, Reader reader, List<Moment<A>> all) {
    this.node = node;
    this.arrived = arrived;
    this.memory = memory;
    this.state = state;
    this.reader = reader;
    this.all = all;
    all.add(this);
  }

  public Node node() {
    return node;
  }

  /** The automaton's state. */
  public A state() {
    return state;
  }

  public void become(A next) {
    state = next;
  }

  /** The value of an expression here; operands that were evaluated keep their values. */
  public Value value(Expr expr) {
    return reader.value(expr, memory);
  }

  /** What a place holds here. */
  public Value value(Place place) {
    return memory.get(place);
  }

  /** Says what the expression evaluated at this node gives. */
  public void result(Expr expr, Value value) {
    memory = memory.with(new Place.Temp(expr), value);
  }

  /** Makes a place hold a value: what a parameter is at the entry, for one. */
  public void put(Place place, Value value) {
    memory = memory.with(place, value);
  }

  /** Whether what was known before a branch left it no choice. */
  public boolean isDecided() {
    return isDecided;
  }

  void decided(boolean decided) {
    isDecided = decided;
  }

  /** Whether the predicate holds for the value on this path; null when that is not known. */
  public @Nullable Boolean holds(Value value, Predicate predicate) {
    return reader.holds(value, predicate, memory);
  }

  /** What is known of a value on this path, as answers to questions about it. */
  Map<Predicate, Boolean> known(Value value) {
    Map<Predicate, Boolean> known = new HashMap<>();
    for (Map.Entry<Memory.Question, Boolean> fact : memory.facts().entrySet()) {
      if (fact.getKey().subject().equals(value)) {
        known.put(fact.getKey().predicate(), fact.getValue());
      }
    }
    for (Predicate predicate : List.of(Predicate.IS_NULL, Predicate.IS_TRUE)) {
      Boolean answer = holds(value, predicate);
      if (answer != null) {
        known.put(predicate, answer);
      }
    }
    if (value instanceof Value.EnumConstant
        || (value instanceof Value.Constant constant && constant.of() != null)) {
      known.put(new Predicate.Equals(value), true);
    }
    return known;
  }

  public boolean isPending(Value value) {
    return Boolean.TRUE.equals(holds(value, Predicate.IS_PENDING));
  }

  public boolean isReady(Value value) {
    return Boolean.FALSE.equals(holds(value, Predicate.IS_PENDING));
  }

  /** Supposes something of a value from here on; a path that contradicts itself is dropped. */
  public void suppose(Value value, Predicate predicate, boolean truth) {
    if (value.equals(Value.UNKNOWN)) {
      return;
    }
    if (value instanceof Value.Test test && predicate.equals(Predicate.IS_TRUE)) {
      suppose(test.subject(), test.predicate(), truth == test.holds());
      return;
    }
    Boolean known = holds(value, predicate);
    if (known == null) {
      memory = memory.with(value, predicate, truth);
    } else if (known != truth) {
      drop();
    }
  }

  /** Another path that has been the same up to here. */
  public Moment<A> fork() {
    return new Moment<>(node, arrived, memory, state, reader, all);
  }

  /** Ends this path. */
  public void drop() {
    isDropped = true;
  }

  boolean isDropped() {
    return isDropped;
  }

  /** The paths that go on from here. */
  List<Moment<A>> alive() {
    return all.stream().filter(m -> !m.isDropped).toList();
  }

  /** The return statement that is being carried out; null at the end of a body. */
  public Stmt.@Nullable Return returning() {
    return node.step() instanceof Step.Return leave ? leave.statement() : arrived.returning;
  }

  /** Whether states were merged on the way, so that what is known may belong to another path. */
  public boolean isImprecise() {
    return arrived.isImprecise;
  }

  /** The edges by which the path came, from the entry on. */
  public List<Edge> trail() {
    return arrived.trail();
  }

  PathState<A> leave(Edge through, Stmt.@Nullable Return returning) {
    return new PathState<>(state, memory, returning, arrived.isImprecise, arrived, through);
  }
}
