package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import dev.pollux.lint.code.Variable;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Summaries of helper methods: each way in which one can end, with what it has done about the waker
 * and what its result says. From them follows whether it registers on all paths, on some or on
 * none, and whether its result tells which.
 */
final class Outcomes {
  /** How many calls deep helpers are followed. */
  private static final int MAX_DEPTH = 6;

  /** With how many different arguments a method is looked at; then only wakers are told apart. */
  private static final int MAX_CONTEXTS = 16;

  /**
   * One way in which a method can end.
   *
   * @param sink what yields Pending though nothing is arranged, or null
   * @param readyChild the poll of a child that was Ready before that
   * @param passedBy the registration that a once-only guard kept it from
   * @param known what is known of the result
   */
  record Outcome(
      boolean isArranged,
      boolean isProgress,
      PollExit.Result result,
      @Nullable Site sink,
      @Nullable Site readyChild,
      @Nullable Site passedBy,
      Map<Predicate, Boolean> known) {}

  /**
   * What is known of an argument.
   *
   * @param value the waker, the context or a constant; unknown for anything else
   * @param known answers to questions about it
   */
  record Argument(Value value, Map<Predicate, Boolean> known) {
    static final Argument UNKNOWN = new Argument(Value.UNKNOWN, Map.of());

    static Argument of(Value value, Moment<?> moment) {
      if (PollMeaning.carriesWaker(value)
          || value instanceof Value.Constant
          || value instanceof Value.EnumConstant) {
        return new Argument(value, Map.of());
      }
      Map<Predicate, Boolean> known = moment.known(value);
      known.keySet().removeIf(predicate -> predicate instanceof Predicate.Custom);
      return known.isEmpty() ? UNKNOWN : new Argument(Value.UNKNOWN, known);
    }

    boolean carriesWaker() {
      return PollMeaning.carriesWaker(value);
    }
  }

  private record Key(Site method, List<Argument> arguments) {}

  private final Types types;
  private final PollModel model;
  private final CallGraph calls;
  private final FieldWrites writes;
  private final Map<Site, Integer> looked = Collections.synchronizedMap(new HashMap<>());
  private final Map<Key, Set<Outcome>> known = Collections.synchronizedMap(new HashMap<>());
  private final ThreadLocal<Map<MethodDecl, Boolean>> open =
      ThreadLocal.withInitial(IdentityHashMap::new);

  Outcomes(Types types, PollModel model, CallGraph calls, FieldWrites writes) {
    this.types = types;
    this.model = model;
    this.calls = calls;
    this.writes = writes;
  }

  CallGraph calls() {
    return calls;
  }

  /** The ways in which the call can end; empty when they are not known. */
  Set<Outcome> of(Expr.Call call, List<Argument> arguments) {
    List<MethodDecl> targets = calls.targets(call);
    Set<Outcome> all = new LinkedHashSet<>();
    for (MethodDecl target : targets) {
      Set<Outcome> ways = of(target, arguments);
      if (ways.isEmpty()) {
        return Set.of();
      }
      all.addAll(ways);
    }
    return all;
  }

  private Set<Outcome> of(MethodDecl method, List<Argument> given) {
    if (method.isVarargs() || method.parameters().size() != given.size() || method.body() == null) {
      return Set.of();
    }
    List<Argument> arguments = given;
    if (!known.containsKey(new Key(new Site(method), given)) && isCrowded(method)) {
      arguments = given.stream().map(a -> a.carriesWaker() ? a : Argument.UNKNOWN).toList();
    }
    Key key = new Key(new Site(method), arguments);
    Set<Outcome> ways = known.get(key);
    if (ways != null) {
      return ways;
    }
    Map<MethodDecl, Boolean> below = open.get();
    if (below.size() >= MAX_DEPTH || below.putIfAbsent(method, true) != null) {
      return Set.of();
    }
    try {
      ways = compute(method, arguments);
    } finally {
      below.remove(method);
    }
    if (below.isEmpty()) {
      known.put(key, ways);
    }
    return ways;
  }

  /** Whether the method was looked at with too many different arguments already. */
  private boolean isCrowded(MethodDecl method) {
    int contexts = looked.getOrDefault(new Site(method), 0);
    looked.put(new Site(method), contexts + 1);
    return contexts >= MAX_CONTEXTS;
  }

  private Set<Outcome> compute(MethodDecl method, List<Argument> arguments) {
    Cfg cfg = Cfg.of(method, types);
    Map<Variable, Argument> parameters = new IdentityHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      parameters.put(method.parameters().get(i), arguments.get(i));
    }
    PollProperty property =
        new PollProperty(
            cfg,
            model,
            parameters,
            PollModel.PollForm.OF_RESULTS,
            new Handover(model, this, writes));
    if (!PathWalk.walk(cfg, property, new PollMeaning(model, writes, types))) {
      return Set.of();
    }
    Set<Outcome> ways = new LinkedHashSet<>();
    for (PollExit exit : property.exits()) {
      if (exit.isImprecise()) {
        return Set.of();
      }
      ways.add(outcome(exit, method.returnType()));
    }
    return ways;
  }

  private Outcome outcome(PollExit exit, TypeRef type) {
    boolean isPoll = model.isPoll(type);
    return new Outcome(
        exit.state().mayBeWoken(),
        exit.state().isProgress(),
        isPoll ? exit.result() : PollExit.Result.OTHER,
        isPoll && exit.sink() != null ? new Site(exit.sink()) : null,
        exit.state().readyChild(),
        exit.state().passedBy(),
        type.equals(TypeRef.VOID) ? Map.of() : Map.copyOf(exit.known()));
  }
}
