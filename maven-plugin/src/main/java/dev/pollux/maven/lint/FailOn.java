package dev.pollux.maven.lint;

import dev.pollux.lint.LintReport;
import dev.pollux.lint.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * How heavy a finding must be to fail the build.
 *
 * @param threshold the lightest finding that fails it; empty if none does
 */
public record FailOn(Optional<Severity> threshold) {

  /**
   * Reads {@code error}, {@code warning}, {@code info} or {@code never}, in any case.
   *
   * @throws InvalidSettingException if the text is none of them
   */
  public static FailOn parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "error" -> new FailOn(Optional.of(Severity.ERROR));
      case "warning" -> new FailOn(Optional.of(Severity.WARNING));
      case "info" -> new FailOn(Optional.of(Severity.INFO));
      case "never" -> new FailOn(Optional.empty());
      default ->
          throw new InvalidSettingException(
              "pollux.failOn is '%s': choose error, warning, info or never".formatted(text));
    };
  }

  /** Whether the report fails the build. */
  public boolean failedBy(LintReport report) {
    return threshold.isPresent() && report.hasAtLeast(threshold.get());
  }
}
