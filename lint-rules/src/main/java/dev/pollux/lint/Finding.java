package dev.pollux.lint;

import dev.pollux.lint.code.Span;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding. Natural order: path, place, rule, message.
 *
 * @param rule the rule's name
 * @param severity what it weighs in this run
 * @param path relative to the base directory, with {@code /}
 * @param span the whole of what is wrong
 * @param message the fact
 * @param help the cure; empty when there is none to name
 * @param notes evidence, in the order in which it should be read
 * @param law the law that is broken, or null
 * @param member the declaration around it: {@code Outer.Inner#method(String,int)}; the class alone
 *     outside of methods, the empty string outside of classes
 * @param sourceLine the line on which the span begins, without its line end
 */
public record Finding(
    String rule,
    Severity severity,
    String path,
    Span span,
    String message,
    String help,
    List<Note> notes,
    @Nullable Law law,
    String member,
    String sourceLine)
    implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::path)
          .thenComparing(Finding::span)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  public Finding {
    notes = List.copyOf(notes);
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
