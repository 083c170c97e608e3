package dev.pollux.lint.rules;

import dev.pollux.lint.Analysis;
import dev.pollux.lint.Findings;
import dev.pollux.lint.Law;
import dev.pollux.lint.Problem;
import dev.pollux.lint.Rule;
import dev.pollux.lint.RuleInfo;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.flow.Body;
import dev.pollux.lint.flow.Flow;
import dev.pollux.lint.flow.PollExit;
import dev.pollux.lint.flow.PollPaths;
import java.util.Comparator;
import java.util.List;

/**
 * A poll gives Pending on a path on which nothing arranges a wake-up: the waker was not kept,
 * handed on or woken, and no child is pending.
 *
 * <p>Silent where a more special rule speaks ({@link PendingAfterReadyChild}, {@link StaleWaker}),
 * and for polls that are never Ready.
 */
public final class PendingWithoutWaker implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "PendingWithoutWaker",
        Law.ARRANGE_WAKEUP,
        Severity.ERROR,
        "a poll gives `Pending` and nothing on that path arranges a wake-up");
  }

  @Override
  public void check(SourceUnit unit, Analysis analysis, Findings findings) {
    Flow flow = analysis.shared(Flow.class, Flow::new);
    for (Body body : flow.answeringPolls(unit)) {
      if (isExempt(body)) {
        continue;
      }
      flow.paths(body)
          .filter(paths -> !paths.isNeverReady())
          .filter(paths -> StaleWaker.keptByConstructor(body, flow).isEmpty())
          .ifPresent(paths -> report(paths, analysis, findings));
    }
  }

  private static boolean isExempt(Body body) {
    return body.owner().hasAnnotation("ManualWake")
        || (body.method() != null && body.method().hasAnnotation("ManualWake"));
  }

  private static void report(PollPaths paths, Analysis analysis, Findings findings) {
    List<PollExit> plain = paths.unwoken().stream().filter(Sinks::isPlain).toList();
    for (Expr sink : Sinks.of(plain)) {
      findings.add(problem(sink, Sinks.at(sink, plain), paths, analysis));
    }
  }

  private static Problem problem(
      Expr sink, List<PollExit> ways, PollPaths paths, Analysis analysis) {
    Body body = paths.body();
    PollExit shortest =
        ways.stream().min(Comparator.comparingInt(way -> way.trail().size())).orElseThrow();
    Problem problem =
        Problem.at(
                sink.span(),
                "`"
                    + CodeText.of(sink)
                    + "` is returned, and nothing on this path arranges a wake-up")
            .help(
                "keep the waker before returning, as `AtomicWaker.register(cx.waker())` does, and"
                    + " look again after it; or poll a child that is pending");
    problem = Decisions.along(shortest.trail(), problem, body.unit());
    for (Expr registration : paths.registrations()) {
      problem =
          problem.note("the waker is kept here, on other paths", body.unit(), registration.span());
    }
    boolean isDouble =
        analysis.isTest(body.unit()) && (body.lambda() != null || body.owner().outer() != null);
    return isDouble ? problem.severity(Severity.INFO) : problem;
  }
}
