package dev.pollux.lint.cli;

import dev.pollux.lint.LintInputException;
import dev.pollux.lint.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file of {@code --config}. Paths in it are relative to its own folder; options on the command
 * line come before it.
 *
 * <pre>
 * release: 21
 * rules: {BusyWake: off, FutureNeverPolled: warning}
 * include: ["src/**"]
 * exclude: ["**&#47;legacy/**"]
 * tests: ["**&#47;src/it/**"]
 * models: [acme.yaml]
 * classpath: [lib/acme.jar]
 * baseline: .pollux-baseline
 * failOn: warning
 * generated: true
 * </pre>
 */
record Config(
    @Nullable Integer release,
    Map<String, String> rules,
    List<String> include,
    List<String> exclude,
    List<String> tests,
    List<Path> models,
    List<Path> classPath,
    @Nullable Path baseline,
    @Nullable FailOn failOn,
    boolean generated) {
  private static final List<String> KEYS =
      List.of(
          "release",
          "rules",
          "include",
          "exclude",
          "tests",
          "models",
          "classpath",
          "baseline",
          "failOn",
          "generated");

  static Config none() {
    return new Config(
        null, Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null, false);
  }

  /**
   * @throws LintInputException when it cannot be read, is not YAML, or says what nobody understands
   */
  static Config read(Path file) {
    return new Source(file, load(file)).config();
  }

  private static Map<?, ?> load(Path file) {
    try {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      if (root == null) {
        return Map.of();
      }
      if (root instanceof Map<?, ?> map) {
        return map;
      }
      throw new LintInputException(
          "the configuration `" + file + "` is not a map of keys: write it like `release: 21`");
    } catch (IOException e) {
      throw new LintInputException(
          "the configuration `" + file + "` cannot be read (" + e + "): check the path", e);
    } catch (YAMLException e) {
      throw new LintInputException(
          "the configuration `" + file + "` is not YAML: " + e.getMessage(), e);
    }
  }

  /** The keys of one file, taken out one by one. */
  private record Source(Path file, Map<?, ?> root) {
    Config config() {
      for (Object key : root.keySet()) {
        if (!KEYS.contains(String.valueOf(key))) {
          throw refuse(
              "the key `" + key + "` is unknown",
              Nearest.to(String.valueOf(key), KEYS)
                  .map(near -> "did you mean `" + near + "`?")
                  .orElse("the keys are " + String.join(", ", KEYS)));
        }
      }
      return new Config(
          release(),
          rules(),
          strings("include"),
          strings("exclude"),
          strings("tests"),
          paths("models"),
          paths("classpath"),
          baseline(),
          failOn(),
          generated());
    }

    private @Nullable Integer release() {
      Object value = root.get("release");
      if (value == null || value instanceof Integer) {
        return (Integer) value;
      }
      throw refuse("`release: " + value + "` is no number", "write it like `release: 21`");
    }

    private Map<String, String> rules() {
      Object value = root.get("rules");
      if (value == null) {
        return Map.of();
      }
      if (!(value instanceof Map<?, ?> map)) {
        throw refuse("`rules` is not a map", "write it like `rules: {BusyWake: off}`");
      }
      Map<String, String> levels = new TreeMap<>();
      // YAML reads a bare `off` as the truth value.
      map.forEach(
          (rule, level) ->
              levels.put(
                  String.valueOf(rule),
                  Boolean.FALSE.equals(level) ? "off" : String.valueOf(level)));
      return new LinkedHashMap<>(levels);
    }

    private List<String> strings(String key) {
      Object value = root.get(key);
      if (value == null) {
        return List.of();
      }
      if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
        return list.stream().map(String.class::cast).toList();
      }
      throw refuse(
          "`" + key + "` is not a list of texts", "write it like `" + key + ": [\"...\"]`");
    }

    private List<Path> paths(String key) {
      return strings(key).stream().map(this::resolve).toList();
    }

    private @Nullable Path baseline() {
      Object value = root.get("baseline");
      if (value == null) {
        return null;
      }
      if (value instanceof String text) {
        return resolve(text);
      }
      throw refuse("`baseline` is not a path", "write it like `baseline: .pollux-baseline`");
    }

    private @Nullable FailOn failOn() {
      Object value = root.get("failOn");
      if (value == null) {
        return null;
      }
      try {
        return FailOn.valueOf(String.valueOf(value).toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw refuse(
            "`failOn: " + value + "` is no threshold", "give error, warning, info or never");
      }
    }

    private boolean generated() {
      Object value = root.getOrDefault("generated", null);
      if (value == null || value instanceof Boolean) {
        return Boolean.TRUE.equals(value);
      }
      throw refuse("`generated: " + value + "` is no truth value", "give true or false");
    }

    private Path resolve(String path) {
      return file.toAbsolutePath().resolveSibling(path).normalize();
    }

    private LintInputException refuse(String fact, String cure) {
      return new LintInputException("in the configuration `" + file + "`, " + fact + ": " + cure);
    }
  }
}
