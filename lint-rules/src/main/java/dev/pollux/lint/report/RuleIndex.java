package dev.pollux.lint.report;

import dev.pollux.lint.Law;
import dev.pollux.lint.RuleInfo;
import dev.pollux.lint.Rules;
import java.util.List;
import java.util.Locale;

/** The index of all rules, in Markdown: what stands in {@code docs/rules.md}. */
public final class RuleIndex {
  private static final String PAGES = "../lint-rules/src/main/resources/dev/pollux/lint/rules/";

  private RuleIndex() {}

  public static String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("# The rules\n\n")
        .append("Each rule protects one of [the six laws of poll](laws-of-poll.md). ")
        .append("In test sources an error weighs as a warning.\n")
        .append("This page is printed by `java -jar lint-rules/target/pollux-lint.jar --rules`.\n");
    for (Law law : Law.values()) {
      List<RuleInfo> rules = Rules.all().stream().filter(r -> r.law() == law).toList();
      if (!rules.isEmpty()) {
        section(out, "Law " + law.number() + ": " + law.title(), rules);
      }
    }
    List<RuleInfo> own = Rules.all().stream().filter(r -> r.law() == null).toList();
    section(out, "The linter's own", own);
    return out.toString();
  }

  private static void section(StringBuilder out, String title, List<RuleInfo> rules) {
    out.append("\n## ")
        .append(title)
        .append("\n\n| rule | severity | finds |\n| --- | --- | --- |\n");
    for (RuleInfo rule : rules) {
      out.append("| [")
          .append(rule.name())
          .append("](")
          .append(PAGES)
          .append(rule.name())
          .append(".md) | ")
          .append(rule.severity().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(rule.summary())
          .append(" |\n");
    }
  }
}
