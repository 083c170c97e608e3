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
import dev.pollux.lint.flow.Site;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A poll wakes its own task and gives Pending although nothing has changed that the next poll could
 * see: the task is polled again at once, and so on, at the cost of a processor.
 */
public final class BusyWake implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "BusyWake",
        Law.ARRANGE_WAKEUP,
        Severity.WARNING,
        "a poll wakes itself and gives `Pending` without progress: it spins");
  }

  @Override
  public void check(SourceUnit unit, Analysis analysis, Findings findings) {
    Flow flow = analysis.shared(Flow.class, Flow::new);
    for (Body body : flow.polls(unit)) {
      if (!isExempt(body)) {
        flow.paths(body).ifPresent(paths -> report(paths, findings));
      }
    }
  }

  private static boolean isExempt(Body body) {
    return body.owner().hasAnnotation("Spin")
        || (body.method() != null && body.method().hasAnnotation("Spin"));
  }

  private static void report(PollPaths paths, Findings findings) {
    Map<Site, PollExit> spinning = new LinkedHashMap<>();
    for (PollExit exit : paths.exits()) {
      Site wake = exit.state().wake();
      if (wake != null && isPending(exit) && !exit.state().isProgress() && !exit.isImprecise()) {
        spinning.putIfAbsent(wake, exit);
      }
    }
    spinning.forEach(
        (wake, way) -> {
          if (wake.tree() instanceof Expr call) {
            findings.add(problem(call, way, paths.body()));
          }
        });
  }

  private static boolean isPending(PollExit exit) {
    return exit.result() == PollExit.Result.PENDING
        || exit.result() == PollExit.Result.CHILD_PENDING;
  }

  private static Problem problem(Expr wake, PollExit way, Body body) {
    boolean hasChild = way.result() == PollExit.Result.CHILD_PENDING;
    Problem problem =
        Problem.at(
                wake.span(),
                hasChild
                    ? "the task wakes itself although its child is pending and will wake it"
                    : "the task wakes itself and returns `Pending` without any progress: it spins")
            .help(
                hasChild
                    ? "leave the wake out: the child has the waker"
                    : "register with what changes the condition, such as an `AtomicWaker`, a"
                        + " `Oneshot` or a `Time.sleep`; to yield once, use `Tasks.yieldNow`");
    if (way.sink() != null) {
      problem = problem.note("`Pending` is returned here", body.unit(), way.sink().span());
    }
    return Decisions.along(way.trail(), problem, body.unit());
  }
}
