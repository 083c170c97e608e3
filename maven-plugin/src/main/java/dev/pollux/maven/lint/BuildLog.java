package dev.pollux.maven.lint;

import dev.pollux.lint.Severity;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/**
 * A build's log, spoken to in severities.
 *
 * <p>An error is logged as error, so that {@code mvn -q} shows it, also where it does not fail the
 * build; a warning as warning; an info, and every remark on the run itself, as info, so that {@code
 * --fail-on-severity WARN} is not tripped by a jar that could not be had. What belongs together is
 * one entry: modules that build at the same time do not tear it apart.
 */
public final class BuildLog {

  private final Log log;

  /** Speaks to a goal's log. */
  public BuildLog(Log log) {
    this.log = log;
  }

  /** Logs a remark on the run. */
  public void note(String note) {
    log.info("note: " + note);
  }

  /** Logs lines as one entry. */
  public void entry(Severity severity, List<String> lines) {
    String text = String.join(System.lineSeparator(), lines);
    switch (severity) {
      case ERROR -> log.error(text);
      case WARNING -> log.warn(text);
      case INFO -> log.info(text);
    }
  }
}
