package dev.pollux.lint;

import dev.pollux.lint.code.Reading.Coverage;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run found. The same input gives the same report, whatever the order of files and the
 * number of threads.
 *
 * @param findings what counts, in order
 * @param suppressed what was found and suppressed, in the same order
 * @param notes what the user should know of the run itself: class-path entries or files that could
 *     not be read, stale baseline entries
 * @param unreadable inputs that exist and could not be read at all, each with its cause and cure:
 *     the report is not the whole truth, and a front end must fail
 * @param coverage how much the linter could see
 * @param files how many files were linted
 */
public record LintReport(
    List<Finding> findings,
    List<Suppressed> suppressed,
    List<String> notes,
    List<String> unreadable,
    Coverage coverage,
    int files) {
  public LintReport {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
    notes = List.copyOf(notes);
    unreadable = List.copyOf(unreadable);
  }

  /** A finding that does not count, and why. */
  public record Suppressed(Finding finding, Suppression by) {}

  /** Names for everything that was found, suppressed or not. */
  public Fingerprints fingerprints() {
    return Fingerprints.of(
        Stream.concat(findings.stream(), suppressed.stream().map(Suppressed::finding)).toList());
  }

  /** How many findings weigh exactly this much. */
  public long count(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).count();
  }

  /** Whether a finding weighs this much or more. */
  public boolean hasAtLeast(Severity severity) {
    return findings.stream().anyMatch(f -> f.severity().compareTo(severity) >= 0);
  }
}
