package dev.pollux.lint.flow;

import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.TypeRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call is made on, where that decides whether it blocks: a future that is done already gives
 * its value at once, and a stream may live in memory.
 */
final class Origins {
  private static final Set<String> DONE = Set.of("isDone", "isCompletedNormally", "isFinished");
  private static final Set<String> DONE_FACTORIES =
      Set.of("completedFuture", "completedStage", "failedFuture", "immediateFuture");

  private final Set<?> parameters;
  private final Map<Site, Boolean> harmless = new HashMap<>();

  /**
   * @param parameters of the body: what comes from there may be anything
   */
  Origins(Cfg cfg, AsyncModel model, Set<?> parameters) {
    this.parameters = parameters;
    boolean isNeeded =
        cfg.nodes().stream()
            .anyMatch(
                node ->
                    node.step() instanceof Step.Eval eval
                        && eval.expr() instanceof Expr.Call call
                        && call.receiver() != null
                        && dependsOnReceiver(model.blocking(call)));
    if (isNeeded && !PathWalk.walk(cfg, new Done(model), new Observing())) {
      harmless.clear();
    }
  }

  private static boolean dependsOnReceiver(dev.pollux.lint.code.@Nullable Blocking reason) {
    return reason != null && (reason.group().equals("future") || reason.group().equals("stream"));
  }

  /** Whether the call may block as far as can be told from what it is made on. */
  boolean mayBlock(BlockingCalls.Found found) {
    return !Boolean.TRUE.equals(harmless.get(new Site(found.call())));
  }

  /** Observers by name. */
  private static final class Observing implements Meaning {
    @Override
    public boolean isObserver(Expr.Call call) {
      return PollMeaning.looks(call) && !call.name().equals("get");
    }
  }

  /** Follows which places hold futures that are done. */
  private final class Done implements Automaton<Set<Place>> {
    private final AsyncModel model;

    Done(AsyncModel model) {
      this.model = model;
    }

    @Override
    public Set<Place> start() {
      return Set.of();
    }

    @Override
    public void step(Moment<Set<Place>> moment) {
      if (!(moment.node().step() instanceof Step.Eval eval)) {
        return;
      }
      if (eval.expr() instanceof Expr.Assign assign) {
        Place place = Place.of(assign.target());
        if (place != null && moment.state().contains(place)) {
          Set<Place> rest = new HashSet<>(moment.state());
          rest.remove(place);
          moment.become(Set.copyOf(rest));
        }
      } else if (eval.expr() instanceof Expr.Call call
          && call.receiver() != null
          && dependsOnReceiver(model.blocking(call))) {
        boolean isHarmless = isHarmless(call, call.receiver(), moment);
        harmless.merge(new Site(call), isHarmless, Boolean::logicalAnd);
      }
    }

    private boolean isHarmless(Expr.Call call, Expr receiver, Moment<Set<Place>> moment) {
      Place place = Place.of(receiver);
      if (place != null && moment.state().contains(place)) {
        return true;
      }
      Expr origin = origin(receiver, moment);
      if (origin instanceof Expr.Call factory && DONE_FACTORIES.contains(factory.name())) {
        return true;
      }
      boolean isStream = !"future".equals(group(call));
      return isStream && (isUnknown(receiver) || isInMemory(origin, moment, 4));
    }

    private @Nullable String group(Expr.Call call) {
      dev.pollux.lint.code.Blocking reason = model.blocking(call);
      return reason == null ? null : reason.group();
    }

    @Override
    public void learned(Moment<Set<Place>> moment, Value.Test fact) {
      if (fact.holds()
          && fact.predicate().equals(Predicate.IS_TRUE)
          && fact.subject() instanceof Value.Symbol symbol
          && Effects.placeOf(symbol) instanceof Place.Observed seen
          && seen.base() != null
          && DONE.contains(seen.method())) {
        Set<Place> more = new HashSet<>(moment.state());
        more.add(seen.base());
        moment.become(Set.copyOf(more));
      }
    }

    @Override
    public Set<Place> merge(Set<Place> one, Set<Place> other) {
      Set<Place> both = new HashSet<>(one);
      both.retainAll(other);
      return Set.copyOf(both);
    }
  }

  /** A parameter whose own type does not say where the stream leads. */
  private boolean isUnknown(Expr receiver) {
    return receiver instanceof Expr.Local local && parameters.contains(local.variable());
  }

  /** The expression that made the value, as far as it can be traced. */
  private static @Nullable Expr origin(Expr expr, Moment<?> moment) {
    if (expr instanceof Expr.New || expr instanceof Expr.Call) {
      return expr;
    }
    Value value = moment.value(expr);
    return value instanceof Value.Symbol symbol && symbol.site() instanceof Place.Temp temp
        ? temp.expr()
        : expr;
  }

  private static boolean isInMemory(@Nullable Expr origin, Moment<?> moment, int depth) {
    if (depth == 0 || !(origin instanceof Expr.New creation)) {
      return false;
    }
    if (!(creation.type() instanceof TypeRef.Named type)) {
      return false;
    }
    String name = type.simpleName();
    if (name.contains("ByteArray")
        || name.startsWith("String")
        || name.startsWith("CharArray")
        || creation.body() != null) {
      return true;
    }
    if (creation.arguments().isEmpty()) {
      return false;
    }
    Expr inner = creation.arguments().get(0);
    return (name.equals("Scanner") && inner.type().equals(TypeRef.STRING))
        || isInMemory(origin(inner, moment), moment, depth - 1);
  }
}
