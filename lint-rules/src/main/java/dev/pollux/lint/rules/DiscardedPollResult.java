package dev.pollux.lint.rules;

import dev.pollux.lint.Analysis;
import dev.pollux.lint.Findings;
import dev.pollux.lint.Law;
import dev.pollux.lint.Problem;
import dev.pollux.lint.Rule;
import dev.pollux.lint.RuleInfo;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A future is polled, and what the poll gives is dropped or only half looked at. */
public final class DiscardedPollResult implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "DiscardedPollResult",
          Law.ONE_POLLER,
          Severity.ERROR,
          "a future is polled and the result is dropped, so Ready, its value and the end are lost");

  private static final String HELP =
      "keep the result: return Pending when it `isPending()`, and go on with its value otherwise";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A test may poll for the effect alone: it has other ways to see what happened. */
  @Override
  public void check(SourceUnit unit, Analysis analysis, Findings findings) {
    if (analysis.isTest(unit)) {
      return;
    }
    AsyncModel model = analysis.program().model();
    Summaries summaries = analysis.shared(Summaries.class, Summaries::new);
    ValueTracker tracker =
        new ValueTracker(
            analysis.program(),
            summaries,
            e -> isPoll(e, analysis) || isLostReference(e, analysis));
    tracker.follow(unit);
    for (ValueTracker.Lost lost : tracker.lost()) {
      findings.add(
          Problem.at(lost.maker().span(), "the result of this poll is dropped: nobody sees Ready")
              .help(HELP));
    }
    for (Object holder : tracker.holders()) {
      if (holder instanceof Variable variable && !tracker.isConsumed(variable)) {
        for (ValueTracker.Kept kept : tracker.keptIn(variable)) {
          findings.add(
              Problem.at(
                      kept.maker().span(),
                      "`" + variable.name() + "` is never asked for what this poll gave")
                  .help(HELP));
        }
      }
    }
    new LostValues(analysis, summaries, model).walk(unit, findings);
  }

  private static boolean isPoll(Expr expr, Analysis analysis) {
    return expr instanceof Expr.Call call
        && !call.type().equals(TypeRef.VOID)
        && call.type().isKnown()
        && analysis.program().model().pollCall(call) != null
        && !mayIgnore(call.target(), analysis);
  }

  /** {@code Consumer<Context> c = child::poll}: each result is lost. */
  private static boolean isLostReference(Expr expr, Analysis analysis) {
    if (!(expr instanceof Expr.MethodReference reference) || reference.target() == null) {
      return false;
    }
    MethodRef method = analysis.types().functionalMethod(reference.type());
    return method != null
        && method.returnType().equals(TypeRef.VOID)
        && !reference.target().returnType().equals(TypeRef.VOID)
        && analysis.program().model().pollMethod(reference.target()) != null
        && !mayIgnore(reference.target(), analysis);
  }

  private static boolean mayIgnore(@Nullable MethodRef target, Analysis analysis) {
    return target != null
        && analysis.types().annotations(target).stream()
            .anyMatch(a -> a.equals("PollForEffect") || a.equals("CanIgnoreReturnValue"));
  }

  /**
   * Futures in local variables that are polled and only asked whether they are ready: once they
   * are, their value is gone with them.
   */
  private static final class LostValues extends UseWalker {
    private final Map<Variable, List<Expr.Call>> polled = new LinkedHashMap<>();

    /** Results that are asked for more than their state, and polls whose results are. */
    private final Map<Object, Boolean> usedFully = new IdentityHashMap<>();

    private final Map<Variable, Expr.Call> resultOf = new LinkedHashMap<>();
    private final Map<Expr, Boolean> asked = new IdentityHashMap<>();
    private final List<Expr.Local> readings = new ArrayList<>();
    private final Map<Expr, Boolean> polledReadings = new IdentityHashMap<>();

    LostValues(Analysis analysis, Summaries summaries, AsyncModel model) {
      super(analysis.program(), summaries);
    }

    void walk(SourceUnit unit, Findings findings) {
      walk(unit);
      for (Expr.Local reading : readings) {
        if (resultOf.containsKey(reading.variable()) && !asked.containsKey(reading)) {
          usedFully.put(resultOf.get(reading.variable()), true);
        }
        if (polled.containsKey(reading.variable()) && !polledReadings.containsKey(reading)) {
          usedFully.put(reading.variable(), true);
        }
      }
      polled.forEach(
          (future, polls) -> {
            boolean isLost =
                future.kind() == Variable.Kind.LOCAL
                    && !usedFully.containsKey(future)
                    && polls.stream().noneMatch(usedFully::containsKey);
            if (isLost) {
              Expr.Call first = polls.get(0);
              findings.add(
                  Problem.at(
                          first.span(),
                          "`"
                              + future.name()
                              + "` is only asked whether it is ready: its value is lost")
                      .severity(Severity.WARNING)
                      .help("take the value with `get()`, or a pattern, when the result is ready"));
            }
          });
    }

    @Override
    boolean isDead(Expr container) {
      return false;
    }

    @Override
    void seen(Expr expr, Use use) {
      if (expr instanceof Expr.Local local) {
        readings.add(local);
      }
      if (!(expr instanceof Expr.Call call)) {
        return;
      }
      if (model.asksPending(call) != null && call.receiver() != null) {
        asked.put(call.receiver(), true);
        if (call.receiver() instanceof Expr.Call poll && usedFully.getOrDefault(poll, false)) {
          usedFully.remove(poll);
        }
        return;
      }
      if (model.pollCall(call) != null
          && call.receiver() instanceof Expr.Local local
          && hasValue(local.type())) {
        polled.computeIfAbsent(local.variable(), v -> new ArrayList<>()).add(call);
        polledReadings.put(local, true);
        if (use instanceof Use.InLocal kept) {
          resultOf.put(kept.variable(), call);
        } else {
          // Taken back when the next thing that is seen only asks it.
          usedFully.put(call, true);
        }
      }
    }

    private static boolean hasValue(TypeRef future) {
      return future instanceof TypeRef.Named named
          && named.arguments().size() == 1
          && named.arguments().get(0) instanceof TypeRef.Named value
          && !value.name().equals("java.lang.Void")
          && !value.name().equals("java.lang.Object");
    }
  }
}
