package dev.pollux.lint.source;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place where class files lie. Safe for use by many threads. */
interface ClassFiles {
  /**
   * The class file, or null when there is none here.
   *
   * @param internalName with {@code /} between packages
   */
  byte @Nullable [] read(String internalName);

  /** The packages that a module gives to everyone who reads it; empty for unknown modules. */
  default Set<String> packagesOf(String moduleName) {
    return Set.of();
  }

  /** Lets go of open files; later questions open them again. */
  default void release() {}
}
