package dev.pollux.lint.rules;

import dev.pollux.lint.Analysis;
import dev.pollux.lint.Findings;
import dev.pollux.lint.Law;
import dev.pollux.lint.Problem;
import dev.pollux.lint.Rule;
import dev.pollux.lint.RuleInfo;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import dev.pollux.lint.flow.Body;
import dev.pollux.lint.flow.Flow;
import dev.pollux.lint.flow.PollExit;
import dev.pollux.lint.flow.PollPaths;
import dev.pollux.lint.flow.Site;
import dev.pollux.lint.flow.Subtrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The waker is kept the first time only, so that a later poll by another task waits for a wake-up
 * that goes to the first: its registration is behind a guard that holds once, and a path past the
 * guard gives Pending; or the constructor took the waker, and no poll does.
 */
public final class StaleWaker implements Rule {
  private static final String HELP =
      "keep `cx.waker()` on every poll, or whenever `!waker.willWake(cx.waker())`;"
          + " `AtomicWaker.register` does that";

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "StaleWaker",
        Law.ARRANGE_WAKEUP,
        Severity.ERROR,
        "only the first waker is kept: a task that polls later is never woken");
  }

  @Override
  public void check(SourceUnit unit, Analysis analysis, Findings findings) {
    Flow flow = analysis.shared(Flow.class, Flow::new);
    for (Body body : flow.answeringPolls(unit)) {
      if (body.owner().hasAnnotation("SingleTask")) {
        continue;
      }
      flow.paths(body).ifPresent(paths -> reportGuarded(paths, findings));
      for (Expr.Assign kept : keptByConstructor(body, flow)) {
        findings.add(
            Problem.at(
                    kept.span(),
                    "the waker is taken when the future is made, and no poll renews it")
                .help(HELP)
                .note("this poll waits for it", unit, body.nameSpan()));
      }
    }
  }

  private static void reportGuarded(PollPaths paths, Findings findings) {
    Map<Site, PollExit> passed = new LinkedHashMap<>();
    for (PollExit exit : paths.unwoken()) {
      Site registration = exit.state().passedBy();
      if (registration != null && exit.state().readyChild() == null) {
        passed.putIfAbsent(registration, exit);
      }
    }
    SourceUnit unit = paths.body().unit();
    passed.forEach(
        (registration, way) -> {
          if (registration.tree() instanceof Expr kept && way.sink() != null) {
            Problem problem =
                Problem.at(kept.span(), "the waker is kept the first time only")
                    .help(HELP)
                    .note("a later poll returns `Pending` here", unit, way.sink().span());
            findings.add(Decisions.along(way.trail(), problem, unit));
          }
        });
  }

  /**
   * Where a constructor of the future keeps a waker for a poll that gives Pending and does nothing
   * about the waker itself; empty when it is not so.
   */
  static List<Expr.Assign> keptByConstructor(Body body, Flow flow) {
    MethodDecl poll = body.method();
    TypeDecl owner = body.owner();
    if (poll == null || body.lambda() != null || !isUnwoken(body, flow)) {
      return List.of();
    }
    List<Expr.Assign> inConstructors = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    for (MethodDecl method : owner.methods()) {
      if (method.body() != null) {
        Subtrees.all(
            method.body(),
            tree -> {
              if (tree instanceof Expr.Assign assign
                  && assign.target() instanceof Expr.Field field
                  && isPlainWaker(field.type(), flow)) {
                if (method.isConstructor() && isGiven(assign.value(), method, flow)) {
                  inConstructors.add(assign);
                } else {
                  elsewhere.add(field.name());
                }
              }
            });
      }
    }
    return inConstructors.stream()
        .filter(assign -> !elsewhere.contains(((Expr.Field) assign.target()).name()))
        .toList();
  }

  /** A waker as such: a class that can wake, among other things, is something else. */
  private static boolean isPlainWaker(TypeRef type, Flow flow) {
    TypeDecl declared =
        type instanceof TypeRef.Named named ? flow.types().declaration(named.name()) : null;
    return flow.model().isWaker(type)
        && (declared == null || declared.kind() == TypeDecl.Kind.INTERFACE);
  }

  private static boolean isUnwoken(Body body, Flow flow) {
    return flow.paths(body)
        .map(
            paths ->
                paths.registrations().isEmpty()
                    && paths.unwoken().stream().anyMatch(e -> e.state().readyChild() == null))
        .orElse(false);
  }

  /** Whether the value comes from the parameters: a waker, or a context that gives one. */
  private static boolean isGiven(Expr value, MethodDecl constructor, Flow flow) {
    boolean[] found = {false};
    Subtrees.all(
        value,
        tree ->
            found[0] |=
                tree instanceof Expr.Local local
                    && constructor.parameters().contains(local.variable())
                    && carriesWaker(local.variable(), flow));
    return found[0];
  }

  private static boolean carriesWaker(Variable variable, Flow flow) {
    return flow.model().isWaker(variable.type()) || flow.model().isContext(variable.type());
  }
}
