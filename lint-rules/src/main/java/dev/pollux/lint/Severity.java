package dev.pollux.lint;

/** How much a finding weighs, lightest first. */
public enum Severity {
  INFO,
  WARNING,
  ERROR
}
