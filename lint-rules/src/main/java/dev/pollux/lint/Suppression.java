package dev.pollux.lint;

/**
 * Why a finding does not count.
 *
 * @param kind by what it was suppressed
 * @param reason what the comment gave as reason; empty when nothing was given
 */
public record Suppression(Kind kind, String reason) {
  /** By what a finding was suppressed. */
  public enum Kind {
    ANNOTATION,
    COMMENT,
    BASELINE
  }
}
