package dev.pollux.lint.code;

import java.util.List;

/**
 * Everything a rule may look at.
 *
 * @param units the files being linted, ordered by path; siblings that were read for their types
 *     alone are reached through {@code types}
 * @param types what is known of types beyond one file
 * @param model what is known of libraries that poll
 */
public record Program(List<SourceUnit> units, Types types, AsyncModel model) {
  public Program {
    units = List.copyOf(units);
  }
}
