package dev.pollux.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The catalogue: every rule there is, by name. */
public final class Rules {
  /** A file that does not parse. */
  public static final RuleInfo UNPARSABLE_SOURCE =
      new RuleInfo(
          "UnparsableSource",
          null,
          Severity.WARNING,
          "a file that does not parse cannot be linted");

  /** A suppression that suppresses nothing. */
  public static final RuleInfo UNUSED_SUPPRESSION =
      new RuleInfo(
          "UnusedSuppression", null, Severity.INFO, "a suppression that suppresses nothing");

  private Rules() {}

  /** Every rule, ordered by name, with the two that the engine itself reports. */
  public static List<RuleInfo> all() {
    return Stream.concat(
            checks().stream().map(Rule::info), Stream.of(UNPARSABLE_SOURCE, UNUSED_SUPPRESSION))
        .sorted(Comparator.comparing(RuleInfo::name))
        .toList();
  }

  /** The rule of that name; upper and lower case matter. */
  public static Optional<RuleInfo> named(String name) {
    return all().stream().filter(r -> r.name().equals(name)).findFirst();
  }

  /**
   * The rule of that name.
   *
   * @throws LintInputException when there is none; the message offers the nearest name
   */
  public static RuleInfo require(String name) {
    return named(name)
        .orElseThrow(
            () ->
                new LintInputException(
                    "there is no rule `"
                        + name
                        + "`: "
                        + Nearest.to(name, all().stream().map(RuleInfo::name).toList())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("see docs/rules.md for the names")));
  }

  /**
   * The page of a rule, in Markdown: what it finds, why, an example, what to write instead, its
   * limits, how to suppress it.
   *
   * @throws LintInputException when there is no such rule
   */
  public static String page(String name) {
    require(name);
    String resource = "rules/" + name + ".md";
    try (InputStream in = Rules.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the page " + resource + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the page " + resource + " cannot be read", e);
    }
  }

  /** The rules that look at code, ordered by name. */
  static List<Rule> checks() {
    return ServiceLoader.load(Rule.class, Rule.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(rule -> rule.info().name()))
        .toList();
  }
}
