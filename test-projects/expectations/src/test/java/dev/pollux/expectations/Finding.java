package dev.pollux.expectations;

import java.util.Comparator;

/** A rule at a line of a file: what a report says, or what a source expects. */
record Finding(String file, int line, String rule) implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file).thenComparing(Finding::line).thenComparing(Finding::rule);

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + line + " " + rule;
  }
}
