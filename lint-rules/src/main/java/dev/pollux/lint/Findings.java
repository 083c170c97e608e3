package dev.pollux.lint;

/** Where a rule puts what it found in the file it checks. Order and repetition do not matter. */
@FunctionalInterface
public interface Findings {
  void add(Problem problem);
}
