package dev.pollux.lint;

import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has to say of one place: the fact, then the cure, then the evidence.
 *
 * <pre>{@code
 * findings.add(
 *     Problem.at(call.span(), "`Thread.sleep` blocks inside `poll`")
 *         .help("poll a `Time.sleep` as a child")
 *         .step("`load` calls `Files.readString`", unit, inner.span()));
 * }</pre>
 *
 * @param severity lighter than the rule's own, or null for the rule's own
 */
public record Problem(
    Span span, String message, String help, List<Note> notes, @Nullable Severity severity) {
  public Problem {
    notes = List.copyOf(notes);
  }

  /**
   * @param message the fact: lower case, code in backticks, no full stop, at most 100 characters or
   *     so
   */
  public static Problem at(Span span, String message) {
    return new Problem(span, message, "", List.of(), null);
  }

  /** The cure, as an imperative; what it names exists in the runtime. */
  public Problem help(String cure) {
    return new Problem(span, message, cure, notes, severity);
  }

  /** Evidence without a place. */
  public Problem note(String fact) {
    return with(new Note(fact, null, null, false));
  }

  /** Evidence at a place. */
  public Problem note(String fact, SourceUnit unit, Span where) {
    return with(new Note(fact, unit.path(), where, false));
  }

  /** The next step of the chain from the finding to its cause. */
  public Problem step(String fact, SourceUnit unit, Span where) {
    return step(fact, unit.path(), where);
  }

  /** The next step of the chain from the finding to its cause, in any file of the program. */
  public Problem step(String fact, String path, Span where) {
    return with(new Note(fact, path, where, true));
  }

  /** Makes it weigh less than the rule's default; a severity that is configured overrides it. */
  public Problem severity(Severity lighter) {
    return new Problem(span, message, help, notes, lighter);
  }

  private Problem with(Note note) {
    List<Note> more = new ArrayList<>(notes);
    more.add(note);
    return new Problem(span, message, help, more, severity);
  }
}
