package dev.pollux.lint.source;

import java.util.List;

/**
 * What a file says to the outside.
 *
 * @param packageName empty for the unnamed package
 */
record UnitHeader(String packageName, List<Import> imports, List<TypeHeader> types) {
  /**
   * One import.
   *
   * @param name the imported name, without {@code .*}
   */
  record Import(String name, boolean isStatic, boolean isOnDemand, boolean isModule) {}
}
