package dev.pollux.testing.smoke;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments: {@code --results=FILE}, {@code --seed=N}, {@code --time-limit-millis=N}, {@code
 * --select=PATTERNS}, then the binary names of the classes.
 *
 * @param results the file that results are appended to
 * @param seed shuffles the order of the tests
 * @param timeLimit the longest time one run of one test may take
 * @param selected {@code Class}, {@code Class#method} or {@code #method} with {@code *}; empty
 *     selects all
 * @param classes the classes that are searched for tests
 */
record SmokeOptions(
    Path results, long seed, Duration timeLimit, List<Pattern> selected, List<String> classes) {

  static SmokeOptions parse(String... arguments) {
    Path results = null;
    long seed = 1;
    Duration limit = Duration.ofSeconds(60);
    List<Pattern> selected = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (String argument : arguments) {
      String value = argument.substring(argument.indexOf('=') + 1);
      if (argument.startsWith("--results=")) {
        results = Paths.get(value);
      } else if (argument.startsWith("--seed=")) {
        seed = number(argument, value);
      } else if (argument.startsWith("--time-limit-millis=")) {
        limit = Duration.ofMillis(number(argument, value));
      } else if (argument.startsWith("--select=")) {
        Arrays.stream(value.split(",")).map(SmokeOptions::pattern).forEach(selected::add);
      } else if (argument.startsWith("--")) {
        throw new IllegalArgumentException(
            argument + ": unknown; known are --results, --seed, --time-limit-millis, --select");
      } else {
        classes.add(argument);
      }
    }
    if (results == null) {
      throw new IllegalArgumentException(
          "--results=FILE is missing: name the file for the results");
    }
    return new SmokeOptions(results, seed, limit, selected, classes);
  }

  boolean selects(String className, String method) {
    return selected.isEmpty()
        || selected.stream().anyMatch(p -> p.matcher(className + "#" + method).matches());
  }

  /** A class may be named without its package. */
  private static Pattern pattern(String text) {
    String trimmed = text.trim();
    int hash = trimmed.indexOf('#');
    String type = hash < 0 ? trimmed : trimmed.substring(0, hash);
    String method = hash < 0 ? "*" : trimmed.substring(hash + 1);
    return Pattern.compile("(?:.*[.$])?" + glob(type.isEmpty() ? "*" : type) + "#" + glob(method));
  }

  private static String glob(String text) {
    return Arrays.stream(text.split("\\*", -1))
        .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
        .reduce((a, b) -> a + ".*" + b)
        .orElse("");
  }

  private static long number(String argument, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(argument + ": not a whole number", e);
    }
  }
}
