package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import java.util.List;
import java.util.Set;

/** What it means for a path that a call is given the waker, or is not. */
final class Handover {
  /** Calls that look at what they are given and do not keep it. */
  private static final Set<String> LOOKING =
      Set.of(
          "log",
          "trace",
          "debug",
          "info",
          "warn",
          "warning",
          "error",
          "fine",
          "finer",
          "finest",
          "severe",
          "print",
          "println",
          "printf",
          "format",
          "formatted",
          "append",
          "valueOf",
          "toString",
          "equals",
          "hashCode",
          "identityHashCode",
          "isInstance",
          "willWake",
          "contains",
          "containsKey",
          "containsValue",
          "nonNull",
          "isNull",
          "compareTo");

  private static final List<String> TAKING_BACK =
      List.of("remove", "unregister", "deregister", "cancel", "release", "drop", "forget");

  private final PollModel model;
  private final Outcomes outcomes;
  private final FieldWrites writes;

  Handover(PollModel model, Outcomes outcomes, FieldWrites writes) {
    this.model = model;
    this.outcomes = outcomes;
    this.writes = writes;
  }

  /** A call that is given the waker or the context, and is not a poll. */
  void call(Expr.Call call, Moment<PollState> moment) {
    String name = call.name();
    if (model.isWillWake(call)
        || model.isBudget(call)
        || LOOKING.contains(name)
        || TAKING_BACK.stream().anyMatch(name::startsWith)
        || PollMeaning.carriesWaker(moment.value(call))) {
      return;
    }
    if (name.equals("compareAndSet") || name.equals("weakCompareAndSet")) {
      compareAndSet(call, moment);
    } else if (name.equals("putIfAbsent") || name.equals("computeIfAbsent")) {
      Moment<PollState> there = moment.fork();
      there.suppose(there.value(call), Predicate.IS_NULL, false);
      there.become(there.state().passedBy(new Site(call)));
      moment.suppose(moment.value(call), Predicate.IS_NULL, true);
      arrange(moment);
    } else if (!follow(call, moment)) {
      arrange(moment);
    }
  }

  /** Only the first waker gets in where null is expected. */
  private static void compareAndSet(Expr.Call call, Moment<PollState> moment) {
    boolean expectsNull =
        !call.arguments().isEmpty() && moment.value(call.arguments().get(0)).equals(Value.NULL);
    if (expectsNull) {
      Moment<PollState> there = moment.fork();
      there.suppose(there.value(call), Predicate.IS_TRUE, false);
      there.become(there.state().passedBy(new Site(call)));
      moment.suppose(moment.value(call), Predicate.IS_TRUE, true);
    }
    arrange(moment);
  }

  /** A call that knows nothing of the waker. */
  void plainCall(Expr.Call call, Moment<PollState> moment) {
    Meaning.Writes changed = writes.of(call);
    boolean isOnField = Place.of(call.receiver()) instanceof Place.Field;
    if (changed.everything()
        || !changed.fields().isEmpty()
        || (isOnField && !PollMeaning.looks(call) && model.asksPending(call) == null)) {
      moment.become(moment.state().progress());
    }
    if (model.isPoll(call.type()) && !isLiteral(moment.value(call))) {
      follow(call, moment);
    }
  }

  private static boolean isLiteral(Value value) {
    return value instanceof Value.Token;
  }

  /** A poll by a private method: its ways are ours. False when it answers for itself. */
  boolean ownHelper(Expr.Call call, Moment<PollState> moment) {
    MethodDecl helper = outcomes.calls().onlyTarget(call);
    return helper != null && helper.isPrivate() && follow(call, moment);
  }

  /** Goes on once for each way in which the callee can end; false when it cannot be known. */
  private boolean follow(Expr.Call call, Moment<PollState> moment) {
    List<Outcomes.Argument> arguments =
        call.arguments().stream().map(a -> Outcomes.Argument.of(moment.value(a), moment)).toList();
    List<Outcomes.Outcome> ways = List.copyOf(outcomes.of(call, arguments));
    if (ways.isEmpty()) {
      return false;
    }
    boolean mayArrange = ways.stream().anyMatch(Outcomes.Outcome::isArranged);
    if (mayArrange && outcomes.calls().onlyTarget(call) == null) {
      // Which of several methods is run depends on the object: one that arranges will do.
      arrange(moment);
      return true;
    }
    for (int i = ways.size() - 1; i >= 0; i--) {
      Moment<PollState> way = i == 0 ? moment : moment.fork();
      if (mayArrange && !ways.get(i).isArranged()) {
        PollState state = way.state();
        way.become(state.isLoose() ? state.unsure(true) : state.loose());
      }
      apply(ways.get(i), call, way);
    }
    return true;
  }

  private static void apply(Outcomes.Outcome outcome, Expr.Call call, Moment<PollState> moment) {
    Value result = moment.value(call);
    outcome.known().forEach((predicate, truth) -> moment.suppose(result, predicate, truth));
    PollState state = moment.state();
    if (outcome.isArranged()) {
      state = state.arranged();
    } else {
      state = outcome.readyChild() == null ? state : state.readyChild(outcome.readyChild());
      state = outcome.passedBy() == null ? state : state.passedBy(outcome.passedBy());
    }
    moment.become(outcome.isProgress() ? state.progress() : state);
    if (outcome.result() == PollExit.Result.PENDING) {
      boolean isContextual = call.arguments().stream().anyMatch(a -> carries(a, moment));
      Site origin = isContextual && outcome.sink() != null ? outcome.sink() : new Site(call);
      moment.result(call, new Value.Token(new PollMeaning.PollLiteral(origin, true, isContextual)));
    } else if (outcome.result() == PollExit.Result.CHILD_PENDING) {
      moment.suppose(result, Predicate.IS_PENDING, true);
    } else if (outcome.result() == PollExit.Result.READY) {
      moment.suppose(result, Predicate.IS_PENDING, false);
    }
  }

  private static boolean carries(Expr argument, Moment<PollState> moment) {
    return PollMeaning.carriesWaker(moment.value(argument));
  }

  private static void arrange(Moment<PollState> moment) {
    moment.become(moment.state().arranged());
  }
}
