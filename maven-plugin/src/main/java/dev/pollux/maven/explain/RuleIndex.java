package dev.pollux.maven.explain;

import dev.pollux.lint.Law;
import dev.pollux.lint.Nearest;
import dev.pollux.lint.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules there are, as a reader looks for them.
 *
 * @param rules every rule, ordered by name
 */
public record RuleIndex(List<RuleInfo> rules) {

  /** One line a rule: name, weight, law, what it finds. */
  public String text() {
    int name = rules.stream().mapToInt(rule -> rule.name().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (RuleInfo rule : rules) {
      lines.add(
          "%s  %-7s  %-5s  %s"
              .formatted(
                  padded(rule.name(), name),
                  rule.severity().name().toLowerCase(Locale.ROOT),
                  Optional.ofNullable(rule.law()).map(RuleIndex::law).orElse(""),
                  rule.summary()));
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** The name as the rule spells it, whatever its case was. */
  public Optional<String> spelled(String name) {
    return names().filter(known -> known.equalsIgnoreCase(name.strip())).findFirst();
  }

  /**
   * What to say to someone who names a rule that is none: every name, the one that was probably
   * meant first.
   */
  public String unknown(String name) {
    Optional<String> near = Nearest.to(name.strip(), names().toList());
    String choices =
        Stream.concat(near.stream(), names().filter(known -> !near.equals(Optional.of(known))))
            .reduce((a, b) -> a + ", " + b)
            .orElse("none");
    return "there is no rule '%s': %schoose one of %s"
        .formatted(
            name.strip(),
            near.map(rule -> "did you mean %s? If not, ".formatted(rule)).orElse(""),
            choices);
  }

  private Stream<String> names() {
    return rules.stream().map(RuleInfo::name);
  }

  private static String law(Law law) {
    return "law " + law.number();
  }

  private static String padded(String text, int length) {
    return text + " ".repeat(length - text.length());
  }
}
