package dev.pollux.lint.rules;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TreeWalker;
import dev.pollux.lint.code.Variable;
import dev.pollux.lint.flow.Automaton;
import dev.pollux.lint.flow.Cfg;
import dev.pollux.lint.flow.Evaluated;
import dev.pollux.lint.flow.Meaning;
import dev.pollux.lint.flow.Moment;
import dev.pollux.lint.flow.Node;
import dev.pollux.lint.flow.PathWalk;
import dev.pollux.lint.flow.Place;
import dev.pollux.lint.flow.Predicate;
import dev.pollux.lint.flow.Step;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the value that a variable was given is handed on, path by path. The obligation begins
 * where the variable takes the value; a reading that puts it to use ends it; another value in the
 * same variable, or the end of the body, finds it unmet.
 */
final class HandOver implements Automaton<HandOver.Owed> {
  /** What is owed on a path; none when nothing is. */
  record Owed(@Nullable Expr maker) {
    static final Owed NOTHING = new Owed(null);

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Owed owed && owed.maker == maker;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(maker);
    }
  }

  /** What became of one value. */
  static final class Fate {
    boolean isHandedOn;

    /** Where it was still owed when another value took its place. */
    final SortedSet<Span> overwritten = new TreeSet<>();

    /** The return statements, or the body itself, by which it was forgotten. */
    final SortedSet<Span> forgotten = new TreeSet<>();
  }

  /**
   * Repeated questions have the same answer, as far as it can be seen: fewer paths, fewer alarms.
   */
  private static final Meaning STABLE =
      new Meaning() {
        @Override
        public boolean isObserver(Expr.Call call) {
          return call.arguments().isEmpty()
              && (call.name().startsWith("is")
                  || call.name().startsWith("has")
                  || call.name().startsWith("get")
                  || call.name().equals("size"));
        }
      };

  private final Variable variable;
  private final Set<Expr> makers;
  private final Set<Expr> consuming;
  private final Span end;
  private final Map<Expr, Fate> fates = new IdentityHashMap<>();
  private final Map<Node, Boolean> consumes = new HashMap<>();

  private HandOver(Variable variable, Set<Expr> makers, Set<Expr> consuming, Span end) {
    this.variable = variable;
    this.makers = makers;
    this.consuming = consuming;
    this.end = end;
  }

  /**
   * The fate of each value, by the expression that made it; empty when nothing can be concluded.
   *
   * @param makers expressions whose values the variable takes directly
   * @param consuming the readings of the variable that put its value to use
   */
  static Map<Expr, Fate> of(
      Cfg cfg, Stmt.Block body, Variable variable, Set<Expr> makers, Set<Expr> consuming) {
    Span whole = body.span();
    Span end =
        new Span(
            whole.endLine(),
            Math.max(1, whole.endColumn() - 1),
            whole.endLine(),
            whole.endColumn());
    HandOver automaton = new HandOver(variable, makers, consuming, end);
    return PathWalk.walk(cfg, automaton, STABLE) ? automaton.fates : Map.of();
  }

  @Override
  public Owed start() {
    return Owed.NOTHING;
  }

  @Override
  public Owed merge(Owed one, Owed other) {
    return one.equals(other) ? one : Owed.NOTHING;
  }

  @Override
  public void step(Moment<Owed> moment) {
    Node node = moment.node();
    if (consumes.computeIfAbsent(node, n -> reads(n.step()))) {
      handOn(moment);
    }
    Step step = node.step();
    if (step instanceof Step.Declare declare && declare.variable() == variable) {
      take(moment, declare.initializer(), variable.span());
    } else if (step instanceof Step.Eval eval
        && eval.expr() instanceof Expr.Assign assign
        && assign.target() instanceof Expr.Local local
        && local.variable() == variable) {
      take(moment, assign.value(), assign.span());
    } else if (step instanceof Step.Exit) {
      Stmt.Return returning = moment.returning();
      forget(moment, returning == null ? end : returning.span());
    }
  }

  /** A variable that turns out to be null holds no future on this path. */
  @Override
  public void branch(Moment<Owed> moment, boolean outcome) {
    if (moment.state().maker() != null && isNull(moment)) {
      moment.become(Owed.NOTHING);
    }
  }

  private boolean isNull(Moment<Owed> moment) {
    return Boolean.TRUE.equals(
        moment.holds(moment.value(new Place.Local(variable)), Predicate.IS_NULL));
  }

  private void handOn(Moment<Owed> moment) {
    Expr maker = moment.state().maker();
    if (maker != null) {
      fate(maker).isHandedOn = true;
      moment.become(Owed.NOTHING);
    }
  }

  private void take(Moment<Owed> moment, @Nullable Expr value, Span where) {
    Expr owed = moment.state().maker();
    if (owed != null && !moment.isImprecise()) {
      fate(owed).overwritten.add(where);
    }
    Expr made = value;
    while (made instanceof Expr.Cast cast) {
      made = cast.operand();
    }
    moment.become(made != null && makers.contains(made) ? new Owed(made) : Owed.NOTHING);
  }

  private void forget(Moment<Owed> moment, Span where) {
    Expr owed = moment.state().maker();
    if (owed != null && !moment.isImprecise()) {
      fate(owed).forgotten.add(where);
    }
  }

  private Fate fate(Expr maker) {
    return fates.computeIfAbsent(maker, m -> new Fate());
  }

  /** Whether the step itself, not one before it, reads the variable and puts it to use. */
  private boolean reads(Step step) {
    Search search = new Search(step instanceof Step.Eval eval ? eval.expr() : null);
    if (step instanceof Step.Eval eval) {
      search.walk(eval.expr());
    } else if (step instanceof Step.Declare declare) {
      search.walk(declare.initializer());
    } else if (step instanceof Step.Branch branch) {
      search.walk(branch.condition());
    } else if (step instanceof Step.Return leave) {
      search.walk(leave.statement().value());
    } else if (step instanceof Step.Throw raise) {
      search.walk(raise.statement().value());
    } else if (step instanceof Step.Choose choose) {
      search.walk(choose.arm());
    } else if (step instanceof Step.Case labels) {
      search.walk(labels.of().selector());
    } else if (step instanceof Step.Bind bind) {
      search.walk(bind.value());
    } else if (step instanceof Step.Next next) {
      search.walk(next.loop().iterable());
    } else if (step instanceof Step.Construct construct) {
      construct.call().arguments().forEach(search::walk);
    } else if (step instanceof Step.Close close) {
      search.walk(close.resource());
    } else if (step instanceof Step.DeclareType declare) {
      search.walk(declare.type());
    }
    return search.found;
  }

  private final class Search extends TreeWalker {
    private final @Nullable Expr top;
    boolean found;

    Search(@Nullable Expr top) {
      this.top = top;
    }

    @Override
    protected boolean enterExpr(Expr expr) {
      found |= consuming.contains(expr);
      // Inside of a lambda or class everything belongs to the step that makes it.
      boolean isOwn =
          expr == top
              || top instanceof Expr.Lambda
              || top instanceof Expr.New creation && creation.body() != null;
      return !found && (isOwn || !Evaluated.hasOwnValue(expr));
    }
  }

  static Set<Expr> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
