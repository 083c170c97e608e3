package dev.pollux.lint;

import dev.pollux.lint.Fingerprints.Fingerprint;
import dev.pollux.lint.LintReport.Suppressed;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.ProgramReader;
import dev.pollux.lint.code.Reading;
import dev.pollux.lint.code.Reading.Failure;
import dev.pollux.lint.code.SourceFile;
import dev.pollux.lint.code.SourceFile.Role;
import dev.pollux.lint.code.SourceUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The engine behind every front end. It has no state: one linter may serve many threads, and the
 * same request gives the same report.
 */
public final class Linter {
  private final ProgramReader reader;
  private final List<Rule> rules;

  public Linter() {
    this(reader(), Rules.checks());
  }

  Linter(ProgramReader reader, List<Rule> rules) {
    this.reader = reader;
    this.rules = List.copyOf(rules);
  }

  /** The parser is plugged in by name, so that nothing but its own package knows it. */
  private static ProgramReader reader() {
    return ServiceLoader.load(ProgramReader.class, Linter.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no ProgramReader is registered in META-INF/services: the jar is damaged"));
  }

  /**
   * Lints what the request names.
   *
   * @throws LintInputException when the request cannot be carried out; the message says what, and
   *     the cure
   */
  public LintReport lint(LintRequest request) {
    Optional<Baseline> baseline = request.baseline().map(Baseline::read);
    SourceFinder finder = new SourceFinder(request);
    finder.add(request.mainSources(), Role.MAIN);
    finder.add(request.testSources(), Role.TEST);
    finder.add(request.typeSources(), Role.TYPES);
    Map<String, SourceFile> files = new HashMap<>();
    finder.files().forEach(file -> files.put(file.path(), file));

    Reading reading = read(request, finder.files());
    List<String> notes = new ArrayList<>(finder.notes());
    notes.addAll(reading.notes());
    List<Finding> found = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>();
    List<Failure> failures = new ArrayList<>(finder.failures());
    failures.addAll(reading.failures());
    unparsable(request, failures, files, found, notes);
    for (UnitReport unit : check(request, reading.program(), files)) {
      found.addAll(unit.findings());
      suppressed.addAll(unit.suppressed());
      notes.addAll(unit.notes());
    }
    baseline.ifPresent(known -> apply(known, found, suppressed, notes));
    Collections.sort(found);
    suppressed.sort((a, b) -> a.finding().compareTo(b.finding()));
    int linted = (int) files.values().stream().filter(f -> f.role() != Role.TYPES).count();
    return new LintReport(
        found, suppressed, notes, finder.unreadable(), reading.coverage(), linted);
  }

  private Reading read(LintRequest request, List<SourceFile> files) {
    try {
      return reader.read(
          new Reading.Input(
              files,
              request.classPath(),
              request.release(),
              request.modelFiles(),
              request.threads()));
    } catch (IllegalArgumentException e) {
      throw new LintInputException(e.getMessage(), e);
    }
  }

  private static void unparsable(
      LintRequest request,
      List<Failure> failures,
      Map<String, SourceFile> files,
      List<Finding> found,
      List<String> notes) {
    RuleInfo rule = Rules.UNPARSABLE_SOURCE;
    for (Failure failure : failures) {
      SourceFile file = files.get(failure.path());
      if (file != null && file.role() == Role.TYPES) {
        notes.add(
            "`" + failure.path() + "` does not parse, its types are unknown: " + failure.message());
      } else if (request.isEnabled(rule)) {
        Problem problem =
            Problem.at(failure.span(), "this file cannot be linted: " + failure.message())
                .help(
                    "mend it, exclude it, or raise the release if it is newer than Java "
                        + request.release());
        String[] lines = file == null ? new String[0] : UnitCheck.lines(file.text());
        found.add(UnitCheck.finding(request, rule, problem, failure.path(), "", lines, false));
      }
    }
  }

  private List<UnitReport> check(
      LintRequest request, Program program, Map<String, SourceFile> files) {
    Set<String> tests =
        files.values().stream()
            .filter(f -> f.role() == Role.TEST)
            .map(SourceFile::path)
            .collect(Collectors.toSet());
    Analysis analysis = new Analysis(program, tests);
    List<Rule> enabled = rules.stream().filter(r -> request.isEnabled(r.info())).toList();
    Set<String> known = new HashSet<>();
    Rules.all().forEach(info -> known.add(info.name()));
    rules.forEach(rule -> known.add(rule.info().name()));
    List<Callable<UnitReport>> work = new ArrayList<>();
    for (SourceUnit unit : program.units()) {
      String text = files.get(unit.path()).text();
      work.add(() -> new UnitCheck(request, analysis, enabled, known, unit, text).run());
    }
    return DeepPool.runAll(work, request.threads());
  }

  private static void apply(
      Baseline known, List<Finding> found, List<Suppressed> suppressed, List<String> notes) {
    List<Finding> all = new ArrayList<>(found);
    suppressed.forEach(s -> all.add(s.finding()));
    Fingerprints fingerprints = Fingerprints.of(all);
    Set<Fingerprint> present = new HashSet<>();
    for (Finding finding : found) {
      present.add(fingerprints.of(finding));
      if (known.contains(fingerprints.of(finding))) {
        suppressed.add(new Suppressed(finding, new Suppression(Suppression.Kind.BASELINE, "")));
      }
    }
    found.removeIf(finding -> known.contains(fingerprints.of(finding)));
    for (Fingerprint stale : known.staleAmong(present)) {
      notes.add(
          "the baseline names a "
              + stale.rule()
              + " in `"
              + stale.path()
              + "` ("
              + stale.member()
              + ") that is no longer found: remove the entry");
    }
  }

  /** What one file gave. */
  record UnitReport(List<Finding> findings, List<Suppressed> suppressed, List<String> notes) {}
}
