package dev.pollux.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A law that a running future broke.
 *
 * @param law which law
 * @param what what happened, one sentence
 * @param future the future that did it, by its class
 * @param where where it happened, the innermost call first, the project's own calls only; empty if
 *     nothing is known
 * @param notes what else helps to understand it
 * @param help what to do about it
 */
public record Violation(
    Law law, String what, String future, List<String> where, List<String> notes, String help) {
  /** Copies. */
  public Violation {
    where = List.copyOf(where);
    notes = List.copyOf(notes);
  }

  /** One line: the law, and what happened. */
  public String headline() {
    return law + ": " + what;
  }

  /** What a reader needs to mend it, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    lines.add("  future: " + future);
    where.forEach(frame -> lines.add("  at " + frame));
    notes.forEach(note -> lines.add("  note: " + note));
    lines.add("  help: " + help);
    return lines;
  }

  /** Two reports of one mistake: the same law broken at the same place. */
  boolean isSameAs(Violation other) {
    if (law != other.law || where.isEmpty() != other.where.isEmpty()) {
      return false;
    }
    return where.isEmpty()
        ? future.equals(other.future) && what.equals(other.what)
        : where.get(0).equals(other.where.get(0));
  }
}
