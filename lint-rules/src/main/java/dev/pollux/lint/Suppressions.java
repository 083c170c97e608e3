package dev.pollux.lint;

import dev.pollux.lint.Declarations.Declaration;
import dev.pollux.lint.code.AnnotationUse;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.SourceUnit.Comment;
import dev.pollux.lint.code.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The suppressions of one file, and which of them suppressed something. For one thread at a time.
 */
final class Suppressions {
  private static final String ALL = "all";
  private static final String PREFIX = "pollux:";
  private static final String MARK = "pollux:ignore";

  /** {@code Name, Name: reason}; a colon that is missing leaves the reason empty. */
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "\\s+(\\w+(?:\\s*,\\s*\\w+)*)\\s*(?:[:\\u2013\\u2014-]\\s*(.*))?", Pattern.DOTALL);

  /**
   * One name in one annotation or comment.
   *
   * @param places where it holds: several for an annotation that several variables share
   */
  private static final class Entry {
    final Suppression by;
    final String rule;
    final Span span;
    final List<Predicate<Span>> places = new ArrayList<>();
    boolean used;

    Entry(Suppression by, String rule, Span span) {
      this.by = by;
      this.rule = rule;
      this.span = span;
    }

    boolean covers(String wanted, Span place) {
      return (rule.equals(ALL) || rule.equals(wanted))
          && places.stream().anyMatch(p -> p.test(place));
    }
  }

  private final Set<String> known;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Problem> malformed = new ArrayList<>();

  Suppressions(SourceUnit unit, Declarations declarations, String[] lines, Set<String> known) {
    this.known = known;
    annotations(declarations);
    comments(unit.comments(), lines);
  }

  /** What suppresses a finding of that rule at that place; marks it as used. */
  Optional<Suppression> find(String rule, Span place) {
    @Nullable Entry first = null;
    for (Entry entry : entries) {
      if (entry.covers(rule, place)) {
        entry.used = true;
        first = first == null ? entry : first;
      }
    }
    return Optional.ofNullable(first).map(entry -> entry.by);
  }

  /**
   * What suppressed nothing, after everything has been asked for.
   *
   * @param ran the rules that looked at the whole file: only of these can it be said
   */
  List<Problem> unused(Set<String> ran) {
    List<Problem> unused = new ArrayList<>(malformed);
    for (Entry entry : entries) {
      boolean couldKnow =
          entry.rule.equals(ALL) ? ran.containsAll(known) : ran.contains(entry.rule);
      if (!entry.used && couldKnow) {
        String what = entry.rule.equals(ALL) ? "no finding of any rule" : "no " + entry.rule;
        unused.add(
            Problem.at(
                    entry.span, "this suppression suppresses nothing: there is " + what + " here")
                .help("remove it"));
      }
    }
    return unused;
  }

  private void annotations(Declarations declarations) {
    Map<AnnotationUse, List<Entry>> byAnnotation = new IdentityHashMap<>();
    for (Declaration declaration : declarations.all()) {
      for (AnnotationUse annotation : declaration.annotations()) {
        if (annotation.simpleName().equals("SuppressWarnings")) {
          byAnnotation
              .computeIfAbsent(annotation, this::entriesOf)
              .forEach(e -> e.places.add(p -> Declarations.contains(declaration.span(), p)));
        }
      }
    }
  }

  private List<Entry> entriesOf(AnnotationUse annotation) {
    Suppression by = new Suppression(Suppression.Kind.ANNOTATION, "");
    List<Entry> made = new ArrayList<>();
    for (String string : annotation.strings()) {
      boolean ours = string.startsWith(PREFIX);
      String name = ours ? string.substring(PREFIX.length()) : string;
      if (known.contains(name) || (ours && name.equals(ALL))) {
        made.add(new Entry(by, name, annotation.span()));
      } else if (ours) {
        unknown(name, annotation.span());
      }
    }
    entries.addAll(made);
    return made;
  }

  private void comments(List<Comment> comments, String[] lines) {
    Set<Integer> whole = new HashSet<>();
    for (Comment comment : comments) {
      if (isAloneOnItsLine(comment, lines)) {
        for (int line = comment.span().line(); line <= comment.span().endLine(); line++) {
          whole.add(line);
        }
      }
    }
    for (Comment comment : comments) {
      String text = comment.text().strip();
      if (text.startsWith(MARK)) {
        directive(comment, text.substring(MARK.length()), lines, whole);
      }
    }
  }

  private void directive(Comment comment, String rest, String[] lines, Set<Integer> whole) {
    Matcher matcher = DIRECTIVE.matcher(rest);
    if (!matcher.matches()) {
      malformed.add(
          Problem.at(comment.span(), "this suppression names no rule")
              .help("write `// pollux:ignore RuleName: reason`"));
      return;
    }
    String reason = Optional.ofNullable(matcher.group(2)).orElse("").strip();
    Suppression by = new Suppression(Suppression.Kind.COMMENT, reason);
    Predicate<Span> place = placeOf(comment, lines, whole);
    for (String name : matcher.group(1).split("\\s*,\\s*")) {
      if (known.contains(name) || name.equals(ALL)) {
        Entry entry = new Entry(by, name, comment.span());
        entry.places.add(place);
        entries.add(entry);
      } else {
        unknown(name, comment.span());
      }
    }
  }

  /**
   * A comment behind code holds for what begins or ends on that line; one on a line of its own for
   * what begins on the next line that is not a comment.
   */
  private static Predicate<Span> placeOf(Comment comment, String[] lines, Set<Integer> whole) {
    int line = comment.span().endLine();
    if (!isAloneOnItsLine(comment, lines)) {
      return place -> place.line() == line || place.endLine() == line;
    }
    int next = line + 1;
    while (whole.contains(next)) {
      next++;
    }
    int target = next;
    return place -> place.line() == target;
  }

  private static boolean isAloneOnItsLine(Comment comment, String[] lines) {
    int line = comment.span().line();
    if (line > lines.length) {
      return false;
    }
    String text = lines[line - 1];
    return text.substring(0, Math.min(text.length(), comment.span().column() - 1)).isBlank();
  }

  private void unknown(String name, Span span) {
    malformed.add(
        Problem.at(span, "this suppression names `" + name + "`, and there is no such rule")
            .help(
                Nearest.to(name, known)
                    .map(near -> "write `" + near + "`")
                    .orElse("see docs/rules.md for the names")));
  }
}
