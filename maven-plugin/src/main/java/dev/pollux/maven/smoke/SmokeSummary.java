package dev.pollux.maven.smoke;

import dev.pollux.maven.smoke.SmokeCase.Outcome;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a smoke run found.
 *
 * @param cases every test, ordered by class and method
 * @param millis how long the run took, in milliseconds
 * @param report the JUnit XML; empty when there was nothing to run
 */
public record SmokeSummary(List<SmokeCase> cases, long millis, Optional<Path> report) {

  /** Sorts and copies. */
  public SmokeSummary {
    cases =
        cases.stream()
            .sorted(Comparator.comparing(SmokeCase::className).thenComparing(SmokeCase::method))
            .toList();
  }

  static SmokeSummary nothingToRun() {
    return new SmokeSummary(List.of(), 0, Optional.empty());
  }

  /** How many tests ended in that way. */
  public long count(Outcome outcome) {
    return cases.stream().filter(test -> test.outcome() == outcome).count();
  }

  /** Whether the build may go on: no test failed and none was in error. */
  public boolean passed() {
    return count(Outcome.FAILED) == 0 && count(Outcome.ERROR) == 0;
  }

  /** The closing line, in the shape that every reader of Maven logs knows. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d, Time elapsed: %.2f s -- smoke tests",
        cases.size(),
        count(Outcome.FAILED),
        count(Outcome.ERROR),
        count(Outcome.SKIPPED),
        millis / 1000.0);
  }

  /** One sentence for the exception that fails a build. */
  public String failure() {
    return String.format(
        Locale.ROOT,
        "%d of %d smoke tests did not pass: see above, or %s",
        count(Outcome.FAILED) + count(Outcome.ERROR),
        cases.size(),
        report.map(Path::toString).orElse("the log"));
  }
}
