package dev.pollux.maven.smoke;

import java.util.List;

/**
 * What became of one smoke test.
 *
 * @param className the class that declares it
 * @param method its method
 * @param outcome how it ended
 * @param millis how long all its runs took, in milliseconds
 * @param headline one line that says what is wrong, or why it was skipped; empty when it passed
 * @param details what a reader needs to mend it, line by line
 */
public record SmokeCase(
    String className,
    String method,
    Outcome outcome,
    long millis,
    String headline,
    List<String> details) {

  /** How a test ended. */
  public enum Outcome {
    PASSED,
    /** A law was broken. */
    FAILED,
    /**
     * It could not be judged: it threw, was declared wrongly, ran out of time, or the fork died.
     */
    ERROR,
    SKIPPED
  }

  /** Copies. */
  public SmokeCase {
    details = List.copyOf(details);
  }

  /** {@code Class.method}, as messages name it. */
  public String name() {
    return className + "." + method;
  }
}
