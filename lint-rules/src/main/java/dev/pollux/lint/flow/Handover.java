package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** Goes on once for each way in which the callee can end; false when it cannot be known. */
  private boolean follow(Expr.Call call, Moment<PollState> moment) {
    List<Value> arguments = call.arguments().stream().map(moment::value).toList();
    Set<Outcomes.Outcome> ways = outcomes.of(call, arguments);
    if (ways.isEmpty()) {
      return false;
    }
    boolean isFirst = true;
    List<Outcomes.Outcome> rest = List.copyOf(ways);
    for (int i = rest.size() - 1; i >= 0; i--) {
      Moment<PollState> way = i == 0 ? moment : moment.fork();
      apply(rest.get(i), call, way);
      isFirst = false;
    }
    return !isFirst;
  }

  private static void apply(Outcomes.Outcome outcome, Expr.Call call, Moment<PollState> moment) {
    Value result = moment.value(call);
    suppose(moment, result, Predicate.IS_TRUE, outcome.truth());
    suppose(moment, result, Predicate.IS_NULL, outcome.isNull());
    if (outcome.result() == PollExit.Result.PENDING) {
      moment.result(call, new Value.Token(new PollMeaning.PollLiteral(new Site(call), true)));
    } else if (outcome.result() == PollExit.Result.READY) {
      moment.suppose(result, Predicate.IS_PENDING, false);
    }
    if (outcome.isArranged()) {
      arrange(moment);
    }
    if (outcome.isProgress()) {
      moment.become(moment.state().progress());
    }
  }

  private static void suppose(
      Moment<PollState> moment, Value value, Predicate predicate, @Nullable Boolean truth) {
    if (truth != null) {
      moment.suppose(value, predicate, truth);
    }
  }

  private static void arrange(Moment<PollState> moment) {
    moment.become(moment.state().arranged());
  }
}
