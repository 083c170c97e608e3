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
import dev.pollux.lint.flow.BlockingCalls;
import dev.pollux.lint.flow.Body;
import dev.pollux.lint.flow.Flow;
import dev.pollux.lint.flow.Subtrees;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A call that may block the thread is made in a poll, directly or through methods of the sources,
 * and not in code that is handed to other threads. Functions that futures keep and call when they
 * are polled, such as that of {@code map}, are part of a poll.
 */
public final class BlockingInPoll implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "BlockingInPoll",
        Law.NEVER_BLOCK,
        Severity.ERROR,
        "a call that may block the thread is made in a poll");
  }

  @Override
  public void check(SourceUnit unit, Analysis analysis, Findings findings) {
    Flow flow = analysis.shared(Flow.class, Flow::new);
    for (Body body : flow.polls(unit)) {
      String context = body.lambda() == null ? "`" + body.name() + "`" : "a poll";
      flow.blocking().in(body).forEach(found -> report(found, context, unit, flow, findings));
    }
    for (var type : unit.types()) {
      Subtrees.all(
          type,
          tree -> {
            if (tree instanceof Expr.Call call
                && flow.model().runsLater(call)
                && flow.model().isLazy(call.type())) {
              call.arguments().forEach(a -> checkFunction(a, call, unit, flow, findings));
            }
          });
    }
  }

  /** A function that the future keeps. */
  private static void checkFunction(
      Expr argument, Expr.Call call, SourceUnit unit, Flow flow, Findings findings) {
    String context = "the function of `" + call.name() + "`, which runs in a poll";
    if (argument instanceof Expr.Lambda lambda) {
      flow.bodies(unit).stream()
          .filter(body -> body.lambda() == lambda)
          .filter(body -> flow.polls(unit).stream().noneMatch(p -> p.lambda() == lambda))
          .flatMap(body -> flow.blocking().in(body).stream())
          .forEach(found -> report(found, context, unit, flow, findings));
    } else if (argument instanceof Expr.MethodReference reference) {
      BlockingCalls.Found found = flow.blocking().reference(reference);
      if (found != null) {
        report(found, context, unit, flow, findings);
      }
    }
  }

  private static void report(
      BlockingCalls.Found found, String context, SourceUnit unit, Flow flow, Findings findings) {
    String name = CodeText.called(found.call());
    String last = CodeText.called(found.last());
    List<BlockingCalls.Link> chain = found.chain();
    String fact =
        chain.isEmpty()
            ? "`" + name + "` blocks inside " + context
            : "`" + name + "` blocks inside " + context + ": it comes to `" + last + "`";
    String instead = found.reason().instead();
    Problem problem =
        Problem.at(found.call().span(), fact)
            .help(instead.isEmpty() ? "hand it to `spawnBlocking` and poll the handle" : instead);
    if (!chain.isEmpty()) {
      problem =
          problem.note(
              chain.stream()
                  .map(
                      link ->
                          link.method().isConstructor()
                              ? "new " + link.method().owner().name()
                              : link.method().name())
                  .collect(Collectors.joining("` -> `", "`", "` -> `" + last + "`")));
    }
    for (BlockingCalls.Link link : chain) {
      String step = "`" + link.method().name() + "` calls `" + CodeText.called(link.call()) + "`";
      String path = flow.path(link.method().owner());
      problem = path == null ? problem.note(step) : problem.step(step, path, link.call().span());
    }
    problem = problem.note("`" + last + "` " + found.reason().reason());
    findings.add(weighed(problem, found.reason().weight()));
  }

  private static Problem weighed(Problem problem, String weight) {
    return switch (weight) {
      case "warning" -> problem.severity(Severity.WARNING);
      case "info" -> problem.severity(Severity.INFO);
      default -> problem;
    };
  }
}
