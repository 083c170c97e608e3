package dev.pollux.maven.lint;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What rules weigh: levels by the rule's name, sorted. Whether there is such a rule and such a
 * level is for the linter to say.
 *
 * @param levels {@code off}, {@code info}, {@code warning} or {@code error} by rule name
 */
public record RuleLevels(SortedMap<String, String> levels) {

  /**
   * Joins what the POM says with what the command line says, which wins.
   *
   * @param configured the {@code <rules>} of the POM
   * @param property the user property {@code pollux.rules}: {@code Rule=level,Rule=level}; blank
   *     for none
   * @throws InvalidSettingException if a part of the property is not of that form
   */
  public static RuleLevels of(Map<String, String> configured, String property) {
    SortedMap<String, String> levels = new TreeMap<>();
    configured.forEach((rule, level) -> levels.put(rule.strip(), level == null ? "" : level));
    for (String part : property.split(",")) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new InvalidSettingException(
            "pollux.rules has '%s': write Rule=level, with off, info, warning or error as level"
                .formatted(part.strip()));
      }
      levels.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return new RuleLevels(levels);
  }
}
