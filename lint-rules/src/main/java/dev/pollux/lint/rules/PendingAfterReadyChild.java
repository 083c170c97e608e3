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
import java.util.List;

/**
 * A poll gives Pending though every child it polled on that path was Ready: the value was consumed,
 * and nobody is left who would wake the task.
 */
public final class PendingAfterReadyChild implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "PendingAfterReadyChild",
        Law.ARRANGE_WAKEUP,
        Severity.ERROR,
        "a poll consumes what a ready child gave, and gives `Pending` without polling it again");
  }

  @Override
  public void check(SourceUnit unit, Analysis analysis, Findings findings) {
    Flow flow = analysis.shared(Flow.class, Flow::new);
    for (Body body : flow.answeringPolls(unit)) {
      flow.paths(body).ifPresent(paths -> report(paths, findings));
    }
  }

  private static void report(PollPaths paths, Findings findings) {
    List<PollExit> consumed =
        paths.unwoken().stream().filter(exit -> exit.state().readyChild() != null).toList();
    for (Expr sink : Sinks.of(consumed)) {
      if (Sinks.at(sink, paths.unwoken()).stream().anyMatch(Sinks::isPlain)) {
        continue;
      }
      findings.add(problem(sink, Sinks.at(sink, consumed).get(0), paths.body()));
    }
  }

  private static Problem problem(Expr sink, PollExit way, Body body) {
    Site child = way.state().readyChild();
    Expr poll = child != null && child.tree() instanceof Expr expr ? expr : sink;
    String text = CodeText.of(poll);
    Problem problem =
        Problem.at(
                sink.span(),
                "`"
                    + text
                    + "` was `Ready` on this path, and `Pending` is returned without polling it"
                    + " again")
            .help(
                "loop until it is pending (ask `cx.proceed()` in each round), or return what it"
                    + " gave")
            .note("this child was `Ready`: it will not wake anybody", body.unit(), poll.span());
    return Decisions.along(way.trail(), problem, body.unit());
  }
}
