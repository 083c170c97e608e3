package dev.pollux.maven.smoke;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Everything one smoke run needs to know; nothing in it is Maven's.
 *
 * @param module what reports and messages call the module
 * @param directory the fork's working directory, normally the module's own
 * @param classPath the project's test class path, outputs first; what does not exist is left out
 * @param classDirectories the folders of compiled classes that are searched for smoke tests
 * @param reports where the reports go, normally {@code target/pollux}; it is made when missing
 * @param java the {@code java} program that runs the tests
 * @param jvmArguments arguments of the user's for that program, after ours, so that they win
 * @param timeLimit the longest time one run of one test may take, unless its annotation says else
 * @param moduleTimeLimit the longest time the whole fork may take
 * @param seed what shuffles the order of the tests; the same seed gives the same order
 * @param selected {@code Class}, {@code Class#method} or {@code #method}, {@code *} for any run of
 *     characters, separated by commas; empty selects every test
 */
public record SmokeSettings(
    String module,
    Path directory,
    List<Path> classPath,
    List<Path> classDirectories,
    Path reports,
    Path java,
    List<String> jvmArguments,
    Duration timeLimit,
    Duration moduleTimeLimit,
    long seed,
    String selected) {

  /** The time one run of one test may take when nobody says else. */
  public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(60);

  /** The time a whole module may take when nobody says else. */
  public static final Duration DEFAULT_MODULE_TIME_LIMIT = Duration.ofMinutes(10);

  /** Checks and copies. */
  public SmokeSettings {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(reports, "reports");
    Objects.requireNonNull(java, "java");
    classPath = List.copyOf(classPath);
    classDirectories = List.copyOf(classDirectories);
    jvmArguments = List.copyOf(jvmArguments);
    requirePositive("the time limit of a test (pollux.smoke.timeLimit)", timeLimit);
    requirePositive("the time limit of a module (pollux.smoke.moduleTimeLimit)", moduleTimeLimit);
    selected = selected == null ? "" : selected.trim();
  }

  private static void requirePositive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          what + " is " + value.toSeconds() + " s: give one second or more");
    }
  }
}
