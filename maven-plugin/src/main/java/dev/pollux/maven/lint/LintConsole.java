package dev.pollux.maven.lint;

import dev.pollux.lint.Finding;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Note;
import dev.pollux.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/**
 * A lint report as lines of a build's log.
 *
 * <p>The log's levels are the findings' own: an error is logged as error, so that {@code mvn -q}
 * shows it, also where it does not fail the build; a warning as warning; an info, and every remark
 * on the run itself, as info, so that {@code --fail-on-severity WARN} is not tripped by a jar that
 * could not be had. A finding is one entry with its notes and its help: modules that build at the
 * same time do not tear it apart.
 */
public final class LintConsole {

  private final Log log;

  /** Prints to a log. */
  public LintConsole(Log log) {
    this.log = log;
  }

  /** Prints a remark on the run. */
  public void note(String note) {
    log.info("note: " + note);
  }

  /** Prints the findings, in the report's order. */
  public void findings(LintReport report) {
    report.findings().forEach(finding -> at(finding.severity()).accept(text(finding)));
  }

  /** Prints the end of a run, at the level of the heaviest finding. */
  public void end(Severity weight, List<String> lines) {
    at(weight).accept(String.join(System.lineSeparator(), lines));
  }

  /** Prints something to copy. */
  public void offer(String why, List<String> text) {
    String margin = System.lineSeparator() + "  ";
    log.info(why + margin + String.join(margin, text));
  }

  private Consumer<CharSequence> at(Severity severity) {
    return switch (severity) {
      case ERROR -> log::error;
      case WARNING -> log::warn;
      case INFO -> log::info;
    };
  }

  private static String text(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s:%d:%d: %s: [%s] %s"
            .formatted(
                finding.path(),
                finding.span().line(),
                finding.span().column(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.rule(),
                finding.message()));
    finding.notes().forEach(note -> lines.add("    note: " + text(note)));
    if (!finding.help().isEmpty()) {
      lines.add("    help: " + finding.help());
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String text(Note note) {
    return note.path() == null || note.span() == null
        ? note.message()
        : "%s (%s:%d)".formatted(note.message(), note.path(), note.span().line());
  }
}
