package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows what a poll does about its wake-up: who gets the waker, which children are pending, and
 * what is returned in the end.
 */
final class PollProperty implements Automaton<PollState> {
  private final PollModel model;
  private final Map<Variable, Outcomes.Argument> parameters;
  private final PollModel.PollForm form;
  private final OnceGuards guards;
  private final PollingLoops loops;
  private final Handover handover;
  private final List<PollExit> exits = new ArrayList<>();
  private final Set<Site> arms = new HashSet<>();

  /**
   * @param parameters what is known of parameters: which is the context or its waker
   * @param form how results that are pending look
   */
  PollProperty(
      Cfg cfg,
      PollModel model,
      Map<Variable, Outcomes.Argument> parameters,
      PollModel.PollForm form,
      Handover handover) {
    this.model = model;
    this.parameters = parameters;
    this.form = form;
    this.handover = handover;
    this.guards = new OnceGuards(cfg, model);
    this.loops = new PollingLoops(cfg, model);
    for (Node node : cfg.nodes()) {
      if (node.step() instanceof Step.Choose choose) {
        arms.add(new Site(bare(choose.arm())));
      }
    }
  }

  List<PollExit> exits() {
    return exits;
  }

  @Override
  public PollState start() {
    return PollState.START;
  }

  @Override
  public void step(Moment<PollState> moment) {
    Step step = moment.node().step();
    if (step instanceof Step.Entry) {
      parameters.forEach((variable, argument) -> begin(variable, argument, moment));
    } else if (step instanceof Step.Eval eval) {
      evaluate(eval.expr(), moment);
    } else if (step instanceof Step.Construct construct) {
      if (construct.call().arguments().stream().anyMatch(a -> carries(a, moment))) {
        arrange(moment);
      }
    } else if (step instanceof Step.DeclareType declare) {
      if (captures(declare.type(), moment)) {
        arrange(moment);
      }
    } else if (step instanceof Step.Bind bind && bind.value() == null) {
      moment.suppose(moment.value(new Place.Local(bind.variable())), Predicate.IS_NULL, false);
    } else if (step instanceof Step.Exit) {
      exits.add(exit(moment));
    }
  }

  private static void begin(
      Variable parameter, Outcomes.Argument argument, Moment<PollState> moment) {
    Place place = new Place.Local(parameter);
    if (!argument.value().equals(Value.UNKNOWN)) {
      moment.put(place, argument.value());
    }
    argument
        .known()
        .forEach((predicate, truth) -> moment.suppose(moment.value(place), predicate, truth));
  }

  private void evaluate(Expr expr, Moment<PollState> moment) {
    if (expr instanceof Expr.Call call) {
      call(call, moment);
    } else if (expr instanceof Expr.New creation) {
      creation(creation, moment);
    } else if (expr instanceof Expr.Assign assign) {
      assign(assign, moment);
    } else if (expr instanceof Expr.Unary) {
      moment.become(moment.state().progress());
    } else if (expr instanceof Expr.Lambda lambda) {
      if (captures(lambda.body(), moment)) {
        arrange(moment);
      }
    } else if (expr instanceof Expr.MethodReference reference) {
      if (carries(reference.scope(), moment)) {
        arrange(moment);
      }
    } else if (expr instanceof Expr.NewArray array) {
      if (array.elements().stream().anyMatch(e -> carries(e, moment))) {
        arrange(moment);
      }
    }
  }

  private void call(Expr.Call call, Moment<PollState> moment) {
    boolean hands = call.arguments().stream().anyMatch(a -> carries(a, moment));
    if (model.isWake(call) && call.receiver() != null && carries(call.receiver(), moment)) {
      moment.become(moment.state().woken(new Site(call)));
    } else if (model.isReadyValue(call)) {
      moment.suppose(moment.value(call), Predicate.IS_NULL, false);
    } else if (hands && (model.isPollCall(call) || model.isPoll(call.type()))) {
      if (!handover.ownHelper(call, moment)) {
        moment.become(moment.state().asked(moment.value(call)));
      }
    } else if (hands && !PollMeaning.carriesWaker(moment.value(call))) {
      handover.call(call, moment);
    } else if (!hands) {
      handover.plainCall(call, moment);
    }
  }

  private void creation(Expr.New creation, Moment<PollState> moment) {
    List<Value> arguments = creation.arguments().stream().map(moment::value).toList();
    if (arguments.stream().noneMatch(PollMeaning::carriesWaker)) {
      return;
    }
    if (model.isContext(creation.type())) {
      moment.result(creation, PollMeaning.CONTEXT);
    } else if (model.isWaker(creation.type())) {
      moment.result(creation, PollMeaning.WAKER);
    } else {
      arrange(moment);
    }
  }

  private void assign(Expr.Assign assign, Moment<PollState> moment) {
    if (assign.target() instanceof Expr.Local) {
      return;
    }
    if (PollMeaning.carriesWaker(moment.value(assign))) {
      arrange(moment);
    } else {
      moment.become(moment.state().progress());
    }
  }

  private static boolean carries(Expr expr, Moment<PollState> moment) {
    return PollMeaning.carriesWaker(moment.value(expr));
  }

  /** Whether code that runs some time reads a variable that holds the waker or the context. */
  private static boolean captures(Object code, Moment<PollState> moment) {
    boolean[] found = {false};
    Subtrees.all(
        code, tree -> found[0] |= tree instanceof Expr.Local local && carries(local, moment));
    return found[0];
  }

  private static void arrange(Moment<PollState> moment) {
    moment.become(moment.state().arranged());
  }

  @Override
  public void learned(Moment<PollState> moment, Value.Test fact) {
    PollState state = moment.state();
    if (fact.predicate().equals(PollMeaning.WILL_WAKE) || isOurs(fact.predicate())) {
      moment.become(fact.holds() ? state.arranged() : state);
    } else if (fact.predicate().equals(PollMeaning.PROCEEDS)) {
      moment.become(fact.holds() ? state : state.arranged());
    } else {
      Boolean isPending = saysPending(fact);
      if (isPending != null && state.asked().contains(fact.subject())) {
        moment.become(
            isPending ? state.arranged() : state.ready(fact.subject(), child(fact.subject())));
      } else if (Boolean.FALSE.equals(isPending) && isChild(fact.subject())) {
        moment.become(state.progress());
      }
    }
  }

  /** What is there already is the very waker that would be kept. */
  private static boolean isOurs(Predicate predicate) {
    return predicate instanceof Predicate.Equals equals
        && equals.constant().equals(PollMeaning.WAKER);
  }

  private @Nullable Boolean saysPending(Value.Test fact) {
    if (fact.predicate().equals(Predicate.IS_PENDING)) {
      return fact.holds();
    }
    return fact.predicate().equals(form.pending()) ? fact.holds() == form.whenPending() : null;
  }

  private boolean isChild(Value result) {
    return result instanceof Value.Symbol symbol
        && symbol.site() instanceof Place.Temp temp
        && temp.expr() instanceof Expr.Call call
        && (model.isPollCall(call)
            || (model.isPoll(call.type()) && call.arguments().stream().anyMatch(this::mayCarry)));
  }

  private boolean mayCarry(Expr argument) {
    return model.isContext(argument.type()) || model.isWaker(argument.type());
  }

  private static Site child(Value result) {
    return result instanceof Value.Symbol symbol && symbol.site() instanceof Place.Temp temp
        ? new Site(temp.expr())
        : new Site(result);
  }

  @Override
  public void branch(Moment<PollState> moment, boolean outcome) {
    PollState state = moment.state();
    if (state.isArranged()) {
      return;
    }
    Node node = moment.node();
    Site registration = guards.avoided(node, outcome);
    if (registration != null) {
      state = state.passedBy(registration);
    }
    Site loop = loops.testOf(node);
    if (loop != null) {
      state = outcome ? state.round(loop) : state.leftLoop(loop);
    } else if (state.isLoose() && node.step() instanceof Step.Branch branch) {
      boolean isFlag = branch.condition() instanceof Expr.Local;
      state = moment.isDecided() ? isFlag ? state.unsure(false) : state : state.unsure(true);
    } else if (isAbsentChild(node, moment)) {
      state = state.loose();
    }
    moment.become(state);
  }

  /** A child that is null was left out; whether another is pending is for later branches to say. */
  private boolean isAbsentChild(Node node, Moment<PollState> moment) {
    if (!(node.step() instanceof Step.Branch branch)
        || !(branch.condition() instanceof Expr.Binary test)) {
      return false;
    }
    Expr child = test.right() instanceof Expr.Literal ? test.left() : test.right();
    return model.isFuture(child.type())
        && Boolean.TRUE.equals(moment.holds(moment.value(child), Predicate.IS_NULL));
  }

  private PollExit exit(Moment<PollState> moment) {
    Expr returned = moment.returning() == null ? null : moment.returning().value();
    Value value = moment.value(Place.RESULT);
    PollExit.Result result = PollExit.Result.OTHER;
    Expr sink = returned == null ? null : bare(returned);
    if (value instanceof Value.Token token
        && token.of() instanceof PollMeaning.PollLiteral literal) {
      result = literal.isPending() ? PollExit.Result.PENDING : PollExit.Result.READY;
      Site origin = literal.origin();
      boolean isSink = arms.contains(origin) || literal.isElsewhere();
      sink = isSink && origin.tree() instanceof Expr arm ? arm : sink;
    } else if (returned != null) {
      Boolean answer = moment.holds(value, form.pending());
      if (answer != null) {
        result =
            answer != form.whenPending()
                ? PollExit.Result.READY
                : isChild(value) ? PollExit.Result.CHILD_PENDING : PollExit.Result.PENDING;
      }
    }
    return new PollExit(
        result, sink, moment.state(), moment.trail(), moment.isImprecise(), moment.known(value));
  }

  private static Expr bare(Expr expr) {
    Expr bare = expr;
    while (bare instanceof Expr.Cast cast) {
      bare = cast.operand();
    }
    return bare;
  }

  @Override
  public PollState merge(PollState one, PollState other) {
    return one.merge(other);
  }
}
