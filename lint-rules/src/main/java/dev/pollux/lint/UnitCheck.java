package dev.pollux.lint;

import dev.pollux.lint.LintReport.Suppressed;
import dev.pollux.lint.Linter.UnitReport;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Checks one file with every rule and sorts what they say by what is suppressed. */
final class UnitCheck {
  private static final Comparator<Span> WHOLE_SPAN =
      Comparator.<Span>naturalOrder().thenComparing(Span::endLine).thenComparing(Span::endColumn);

  /** No severity of its own means that of the rule, which is the heaviest. */
  private static final Comparator<Problem> HEAVIEST =
      Comparator.<Problem>comparingInt(UnitCheck::lightness).thenComparing(Problem::message);

  private final LintRequest request;
  private final Analysis analysis;
  private final List<Rule> rules;
  private final SourceUnit unit;
  private final String[] lines;
  private final Declarations declarations;
  private final Suppressions suppressions;

  private final Set<String> ran = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  UnitCheck(
      LintRequest request,
      Analysis analysis,
      List<Rule> rules,
      Set<String> known,
      SourceUnit unit,
      String text) {
    this.request = request;
    this.analysis = analysis;
    this.rules = rules;
    this.unit = unit;
    this.lines = lines(text);
    this.declarations = Declarations.of(unit);
    this.suppressions = new Suppressions(unit, declarations, lines, known);
  }

  UnitReport run() {
    for (Rule rule : rules) {
      check(rule);
    }
    if (request.isEnabled(Rules.UNUSED_SUPPRESSION)) {
      ran.add(Rules.UNPARSABLE_SOURCE.name());
      ran.add(Rules.UNUSED_SUPPRESSION.name());
      for (Problem problem : suppressions.unused(ran)) {
        sort(Rules.UNUSED_SUPPRESSION, problem);
      }
    }
    return new UnitReport(findings, suppressed, notes);
  }

  /** A rule that fails on a file is silent on that file and says so: the others still count. */
  private void check(Rule rule) {
    RuleInfo info = rule.info();
    Set<Problem> problems = new LinkedHashSet<>();
    try {
      rule.check(unit, analysis, problems::add);
      ran.add(info.name());
    } catch (StackOverflowError e) {
      notes.add("`" + unit.path() + "` is nested too deeply for " + info.name() + ": not checked");
    } catch (RuntimeException e) {
      notes.add(
          "`"
              + unit.path()
              + "` could not be checked for "
              + info.name()
              + " ("
              + e
              + "): this is a bug of the linter, please report it");
    }
    onePerPlace(problems).forEach(problem -> sort(info, problem));
  }

  /**
   * A place that is wrong in two ways is mended once: the heavier stays, or the first by its words.
   */
  private static Collection<Problem> onePerPlace(Set<Problem> problems) {
    Map<Span, Problem> byPlace = new TreeMap<>(WHOLE_SPAN);
    for (Problem problem : problems) {
      byPlace.merge(problem.span(), problem, BinaryOperator.minBy(HEAVIEST));
    }
    return byPlace.values();
  }

  private static int lightness(Problem problem) {
    Severity lighter = problem.severity();
    return lighter == null ? -Severity.values().length : -lighter.ordinal();
  }

  private void sort(RuleInfo rule, Problem problem) {
    if (request.excludeGenerated() && declarations.isGenerated(problem.span())) {
      return;
    }
    Finding finding =
        finding(
            request,
            rule,
            problem,
            unit.path(),
            declarations.memberAt(problem.span()),
            lines,
            analysis.isTest(unit));
    Optional<Suppression> by = suppressions.find(rule.name(), problem.span());
    if (by.isPresent()) {
      suppressed.add(new Suppressed(finding, by.get()));
    } else {
      findings.add(finding);
    }
  }

  static Finding finding(
      LintRequest request,
      RuleInfo rule,
      Problem problem,
      String path,
      String member,
      String[] lines,
      boolean inTests) {
    int line = problem.span().line();
    return new Finding(
        rule.name(),
        severity(request, rule, problem, inTests),
        path,
        problem.span(),
        problem.message(),
        problem.help(),
        problem.notes(),
        rule.law(),
        member,
        line <= lines.length ? lines[line - 1] : "");
  }

  private static Severity severity(
      LintRequest request, RuleInfo rule, Problem problem, boolean inTests) {
    Optional<Severity> configured = request.configuredSeverity(rule.name());
    if (configured.isPresent()) {
      return configured.get();
    }
    Severity own = rule.severity();
    Severity said = problem.severity();
    Severity lighter = said != null && said.compareTo(own) < 0 ? said : own;
    return inTests && lighter == Severity.ERROR ? Severity.WARNING : lighter;
  }

  static String[] lines(String text) {
    return text.split("\r\n|\r|\n", -1);
  }
}
