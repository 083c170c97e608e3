package dev.pollux.lint.rules;

import dev.pollux.lint.Analysis;
import dev.pollux.lint.Findings;
import dev.pollux.lint.Law;
import dev.pollux.lint.Problem;
import dev.pollux.lint.Rule;
import dev.pollux.lint.RuleInfo;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TreeWalker;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import dev.pollux.lint.flow.Cfg;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A lazy future is made, and no path hands it to anyone who could poll it. */
public final class FutureNeverPolled implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "FutureNeverPolled",
          Law.NOTHING_UNTIL_POLLED,
          Severity.ERROR,
          "a future is made that nobody can ever poll, so its work is never done");

  private static final String HELP =
      "return it, poll it as a child, or `spawn` it and keep the handle";

  /** Annotations at a field or its class by which others may read it unseen. */
  private static final Set<String> HARMLESS =
      Set.of("Nullable", "NonNull", "SuppressWarnings", "GuardedBy", "Deprecated", "NullMarked");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(SourceUnit unit, Analysis analysis, Findings findings) {
    new Check(unit, analysis, findings).run();
  }

  private static final class Check {
    private final SourceUnit unit;
    private final Program program;
    private final Findings findings;
    private final FutureMakers makers;
    private final ValueTracker tracker;
    private final Map<Stmt.Block, Cfg> graphs = new IdentityHashMap<>();

    Check(SourceUnit unit, Analysis analysis, Findings findings) {
      this.unit = unit;
      this.program = analysis.program();
      this.findings = findings;
      Summaries summaries = analysis.shared(Summaries.class, Summaries::new);
      this.makers = new FutureMakers(program, summaries);
      this.tracker =
          new ValueTracker(program, summaries, e -> makers.makes(e) || isLostReference(e));
    }

    void run() {
      tracker.follow(unit);
      for (ValueTracker.Lost lost : tracker.lost()) {
        lost(lost.maker(), lost.use());
      }
      for (Object holder : tracker.holders()) {
        if (holder instanceof Variable variable) {
          variable(variable);
        } else if (holder instanceof Use.FieldKey field) {
          field(field);
        }
      }
    }

    /** {@code users.forEach(this::save)}: the reference makes a future for each, and loses it. */
    private boolean isLostReference(Expr expr) {
      if (!(expr instanceof Expr.MethodReference reference) || reference.target() == null) {
        return false;
      }
      MethodRef target = reference.target();
      TypeRef made =
          target.name().equals("<init>") ? new TypeRef.Named(target.owner()) : target.returnType();
      return program.model().isLazy(made) && makers.methodMakes(target) && givesToNobody(reference);
    }

    private boolean givesToNobody(Expr.MethodReference reference) {
      MethodRef method = program.types().functionalMethod(reference.type());
      return method != null && method.returnType().equals(TypeRef.VOID);
    }

    private void lost(Expr maker, Use use) {
      String fact =
          use instanceof Use.Observed
              ? " is looked at and then dropped: nobody can poll it"
              : " is dropped: nobody can poll it";
      findings.add(Problem.at(maker.span(), describe(maker) + fact).help(HELP));
    }

    private void variable(Variable variable) {
      List<ValueTracker.Kept> kept = tracker.keptIn(variable);
      if (tracker.isConsumed(variable)) {
        paths(variable, kept);
        return;
      }
      String fact =
          tracker.readings(variable).isEmpty()
              ? "` is never used: nobody can poll the future in it"
              : "` is only looked at: nobody polls the future in it";
      for (ValueTracker.Kept one : kept) {
        findings.add(Problem.at(one.maker().span(), "`" + variable.name() + fact).help(HELP));
      }
    }

    private void paths(Variable variable, List<ValueTracker.Kept> kept) {
      Map<Stmt.Block, Set<Expr>> byBody = new IdentityHashMap<>();
      for (ValueTracker.Kept one : kept) {
        if (one.body() != null) {
          byBody.computeIfAbsent(one.body(), b -> HandOver.identitySet()).add(one.maker());
        }
      }
      Set<Expr> consuming = tracker.consumingReadings(variable);
      byBody.forEach(
          (body, made) -> {
            Cfg cfg = graphs.computeIfAbsent(body, b -> Cfg.of(b, program.types()));
            HandOver.of(cfg, body, variable, made, consuming)
                .forEach((maker, fate) -> fate(variable, maker, fate));
          });
    }

    private void fate(Variable variable, Expr maker, HandOver.Fate fate) {
      String name = "`" + variable.name() + "`";
      if (fate.overwritten.isEmpty() && fate.forgotten.isEmpty()) {
        return;
      }
      Problem problem;
      if (!fate.overwritten.isEmpty() && !fate.isHandedOn) {
        problem =
            Problem.at(
                    maker.span(), "the future in " + name + " is overwritten before it is polled")
                .note("here " + name + " takes another value", unit, fate.overwritten.first());
      } else if (!fate.isHandedOn) {
        problem =
            Problem.at(maker.span(), "no path hands on the future in " + name)
                .note("it is forgotten here", unit, fate.forgotten.first());
      } else {
        Span where = fate.forgotten.isEmpty() ? fate.overwritten.first() : fate.forgotten.first();
        problem =
            Problem.at(
                    maker.span(),
                    "the future in "
                        + name
                        + " is not handed on when line "
                        + where.line()
                        + (fate.forgotten.isEmpty() ? " overwrites it" : " is the way out"))
                .severity(Severity.WARNING)
                .note("here it is forgotten", unit, where);
      }
      findings.add(problem.help("make it where it is needed, or " + HELP));
    }

    private void field(Use.FieldKey field) {
      if (tracker.isConsumed(field) || mayBeReadUnseen(field)) {
        return;
      }
      String fact =
          tracker.readings(field).isEmpty()
              ? "` is never read: nobody can poll the future in it"
              : "` is only looked at: nobody polls the future in it";
      for (ValueTracker.Kept one : tracker.keptIn(field)) {
        findings.add(
            Problem.at(one.maker().span(), "the private field `" + field.name() + fact).help(HELP));
      }
    }

    /** Generated accessors, injection and the like read what nobody is seen to read. */
    private boolean mayBeReadUnseen(Use.FieldKey field) {
      boolean[] found = new boolean[1];
      new TreeWalker() {
        @Override
        protected boolean enterType(TypeDecl type) {
          if (type.name().equals(field.owner())) {
            found[0] |=
                type.annotations().stream().anyMatch(a -> !HARMLESS.contains(a.simpleName()));
            found[0] |=
                type.fields().stream()
                    .filter(f -> f.name().equals(field.name()))
                    .flatMap(f -> f.annotations().stream())
                    .anyMatch(a -> !HARMLESS.contains(a.simpleName()));
          }
          return true;
        }
      }.walk(unit);
      return found[0];
    }

    private static String describe(Expr maker) {
      if (maker instanceof Expr.Call call) {
        return "the future that `" + call.name() + "` gives";
      }
      if (maker instanceof Expr.MethodReference reference) {
        return "each future that `"
            + (reference.name().equals("<init>") ? "new" : reference.name())
            + "` gives here";
      }
      return "this new future";
    }
  }
}
