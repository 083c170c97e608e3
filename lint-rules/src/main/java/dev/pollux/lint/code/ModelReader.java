package dev.pollux.lint.code;

import dev.pollux.lint.code.ModelFile.Blocks;
import dev.pollux.lint.code.ModelFile.Form;
import dev.pollux.lint.code.ModelFile.FutureType;
import dev.pollux.lint.code.ModelFile.Listed;
import dev.pollux.lint.code.ModelFile.ResultType;
import dev.pollux.lint.code.ModelFile.WakerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a model file: YAML that describes the types of a library that polls, and what its methods
 * do with futures, wakers and threads.
 *
 * <pre>
 * model: acme
 * futures:
 *   - type: com.acme.Deferred              # and its subtypes
 *     poll: "poll(com.acme.Waker)"         # may be a list
 *     waker: arg0                          # the parameter that is, or (context: "waker()") gives, the waker
 *     pending: "null"                      # or {type: X}, {field: "X#F"}, {call: "X#m()"}, true, false; or a list
 * wakers:
 *   - {type: com.acme.Waker, wake: "wake()", willWake: "sameTask(com.acme.Waker)"}
 * consume:  ["com.acme.Loop#drive(*)"]     # takes a future and runs it
 * offload:  ["com.acme.Loop#offload(*)"]   # code handed over here may block
 * blocking: ["com.acme.Net#readFully(*)"]
 * </pre>
 */
final class ModelReader {
  private static final Set<String> FILE_KEYS =
      Set.of("model", "futures", "results", "wakers", "blocking");

  /** Lists of methods; what each means is said at the questions of {@link AsyncModel}. */
  static final Set<String> METHOD_KEYS =
      Set.of(
          "consume",
          "offload",
          "later",
          "now",
          "registers",
          "wakes",
          "budget",
          "mayIgnore",
          "ready",
          "neverReady",
          "nonConsuming",
          "detach",
          "spawn",
          "blockOn",
          "statelessPoll",
          "fused",
          "lock",
          "unlock",
          "noopWaker");

  private static final Set<String> FUTURE_KEYS =
      Set.of("type", "poll", "waker", "context", "pending", "lazy", "eager", "stream");
  private static final Set<String> RESULT_KEYS =
      Set.of("type", "pending", "ready", "isPending", "isReady", "value");
  private static final Set<String> WAKER_KEYS = Set.of("type", "wake", "willWake");
  private static final Set<String> FORM_KEYS = Set.of("type", "field", "call");
  private static final Set<String> GROUP_KEYS =
      Set.of("group", "weight", "reason", "instead", "calls");
  private static final Set<String> WEIGHTS = Set.of("error", "warning", "info");
  private static final Pattern ARGUMENT = Pattern.compile("arg([0-9]{1,2})");

  private final String file;

  private ModelReader(String file) {
    this.file = file;
  }

  /**
   * @param file the file's name, for messages
   * @throws IllegalArgumentException when the text is no model; the message names the file, the
   *     key, the value and the cure
   */
  static ModelFile read(String file, String text) {
    Object root;
    try {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    } catch (MarkedYAMLException e) {
      String where =
          e.getProblemMark() == null
              ? ""
              : " at line "
                  + (e.getProblemMark().getLine() + 1)
                  + ", column "
                  + (e.getProblemMark().getColumn() + 1);
      throw new IllegalArgumentException(
          file + ": not YAML" + where + ": " + e.getProblem() + "; mend the file there", e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(file + ": not YAML: " + e.getMessage(), e);
    }
    return new ModelReader(file).model(root);
  }

  private ModelFile model(@Nullable Object root) {
    Set<String> keys = new TreeSet<>(FILE_KEYS);
    keys.addAll(METHOD_KEYS);
    Map<String, Object> map = map("the file", root, keys);
    String name = string("model", required(map, "model", "the file"));
    List<FutureType> futures = new ArrayList<>();
    for (Object entry : list(map.get("futures"))) {
      futures.add(future(map("futures", entry, FUTURE_KEYS)));
    }
    List<ResultType> results = new ArrayList<>();
    for (Object entry : list(map.get("results"))) {
      results.add(result(map("results", entry, RESULT_KEYS)));
    }
    List<WakerType> wakers = new ArrayList<>();
    for (Object entry : list(map.get("wakers"))) {
      Map<String, Object> waker = map("wakers", entry, WAKER_KEYS);
      String type = type("wakers.type", required(waker, "type", "wakers"));
      wakers.add(
          new WakerType(
              type,
              methods("wakers.wake", type, required(waker, "wake", "wakers")),
              methods("wakers.willWake", type, waker.get("willWake"))));
    }
    List<Listed> methods = new ArrayList<>();
    for (String key : new TreeSet<>(METHOD_KEYS)) {
      for (Object entry : list(map.get(key))) {
        String text = string(key, entry);
        boolean removes = text.startsWith("!");
        methods.add(new Listed(key, pattern(key, removes ? text.substring(1) : text), removes));
      }
    }
    return new ModelFile(
        name,
        List.copyOf(futures),
        List.copyOf(results),
        List.copyOf(wakers),
        List.copyOf(methods),
        blocking(name, map.get("blocking")));
  }

  private FutureType future(Map<String, Object> entry) {
    String type = type("futures.type", required(entry, "type", "futures"));
    int waker = 0;
    if (entry.get("waker") != null) {
      String text = string("futures.waker", entry.get("waker"));
      Matcher matcher = ARGUMENT.matcher(text);
      if (!matcher.matches()) {
        throw wrong("futures.waker", text, "write arg0 for the first parameter of the poll");
      }
      waker = Integer.parseInt(matcher.group(1));
    }
    Object context = entry.get("context");
    boolean eager = flag("futures.eager", entry.get("eager"), false);
    List<CallPattern> polls = methods("futures.poll", type, entry.get("poll"));
    if (polls.isEmpty() && !eager) {
      throw missing("poll", "futures", "name the method that is called to make progress");
    }
    return new FutureType(
        type,
        flag("futures.lazy", entry.get("lazy"), !eager),
        flag("futures.stream", entry.get("stream"), false),
        polls,
        waker,
        context == null ? null : string("futures.context", context),
        forms("futures.pending", entry.get("pending")));
  }

  private ResultType result(Map<String, Object> entry) {
    String type = type("results.type", required(entry, "type", "results"));
    return new ResultType(
        type,
        forms("results.pending", entry.get("pending")),
        forms("results.ready", entry.get("ready")),
        methods("results.isPending", type, entry.get("isPending")),
        methods("results.isReady", type, entry.get("isReady")),
        methods("results.value", type, entry.get("value")));
  }

  private List<Form> forms(String key, @Nullable Object value) {
    List<Form> result = new ArrayList<>();
    for (Object entry : list(value)) {
      if (entry instanceof Boolean constant) {
        result.add(new Form(null, null, null, constant, false));
      } else if (entry instanceof Map) {
        Map<String, Object> form = map(key, entry, FORM_KEYS);
        if (form.size() != 1) {
          throw wrong(key, String.valueOf(entry), "give one of type, field and call for each form");
        }
        Object call = form.get("call");
        Object field = form.get("field");
        if (call != null) {
          result.add(new Form(null, null, pattern(key + ".call", string(key, call)), null, false));
        } else if (field != null) {
          String text = string(key + ".field", field);
          if (text.indexOf('#') <= 0 || text.endsWith("#")) {
            throw wrong(key + ".field", text, "write Type#FIELD");
          }
          int hash = text.indexOf('#');
          String name = type(key + ".field", text.substring(0, hash)) + text.substring(hash);
          result.add(new Form(null, name, null, null, false));
        } else {
          result.add(Form.ofType(type(key + ".type", form.get("type"))));
        }
      } else if ("null".equals(entry)) {
        result.add(new Form(null, null, null, null, true));
      } else {
        throw wrong(
            key,
            String.valueOf(entry),
            "write \"null\", true, false, {type: X}, {field: \"X#F\"} or {call: \"X#m()\"}");
      }
    }
    return List.copyOf(result);
  }

  private List<Blocks> blocking(String model, @Nullable Object value) {
    List<Blocks> result = new ArrayList<>();
    for (Object entry : list(value)) {
      if (entry instanceof Map) {
        Map<String, Object> group = map("blocking", entry, GROUP_KEYS);
        Object weight = group.getOrDefault("weight", "error");
        if (!WEIGHTS.contains(weight)) {
          throw wrong("blocking.weight", String.valueOf(weight), "write error, warning or info");
        }
        Blocking reason =
            new Blocking(
                string("blocking.group", group.getOrDefault("group", model)),
                string("blocking.weight", weight),
                string("blocking.reason", group.getOrDefault("reason", "may block the thread")),
                string("blocking.instead", group.getOrDefault("instead", "")));
        for (Object call : list(required(group, "calls", "blocking"))) {
          result.add(blocks("blocking.calls", call, reason));
        }
      } else {
        result.add(
            blocks("blocking", entry, new Blocking(model, "error", "may block the thread", "")));
      }
    }
    return List.copyOf(result);
  }

  private Blocks blocks(String key, @Nullable Object entry, Blocking reason) {
    String text = string(key, entry);
    return text.startsWith("!")
        ? new Blocks(pattern(key, text.substring(1)), null)
        : new Blocks(pattern(key, text), reason);
  }

  private CallPattern pattern(String key, String text) {
    try {
      return CallPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + key + ": " + e.getMessage(), e);
    }
  }

  private List<CallPattern> methods(String key, String type, @Nullable Object value) {
    List<CallPattern> result = new ArrayList<>();
    for (Object entry : list(value)) {
      String text = string(key, entry);
      try {
        result.add(text.indexOf('#') > 0 ? CallPattern.parse(text) : CallPattern.parse(type, text));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ": " + key + ": " + e.getMessage(), e);
      }
    }
    return List.copyOf(result);
  }

  private Map<String, Object> map(String key, @Nullable Object value, Set<String> known) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(key, String.valueOf(value), "write a map with the keys " + new TreeSet<>(known));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach(
        (name, entry) -> {
          if (!known.contains(String.valueOf(name))) {
            throw wrong(
                key,
                String.valueOf(name),
                "there is no such key; known are " + new TreeSet<>(known));
          }
          if (entry != null) {
            result.put(String.valueOf(name), entry);
          }
        });
    return result;
  }

  private static List<?> list(@Nullable Object value) {
    return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
  }

  private Object required(Map<String, Object> map, String key, String where) {
    Object value = map.get(key);
    if (value == null) {
      throw missing(key, where, "add it");
    }
    return value;
  }

  private String string(String key, @Nullable Object value) {
    if (value instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw wrong(key, String.valueOf(value), "write a string in quotes");
  }

  private String type(String key, @Nullable Object value) {
    String text = string(key, value);
    boolean isName =
        text.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || c == '.')
            && !text.startsWith(".")
            && !text.endsWith(".");
    if (!isName) {
      throw wrong(key, text, "write the class's full name, such as com.acme.Deferred");
    }
    return binaryName(text);
  }

  /** Nested types are written with a dot or a dollar; the first capital begins the outermost. */
  static String binaryName(String text) {
    StringBuilder result = new StringBuilder();
    boolean inType = false;
    for (String part : text.split("\\.")) {
      if (result.length() > 0) {
        result.append(inType ? '$' : '.');
      }
      result.append(part);
      inType |= !part.isEmpty() && Character.isUpperCase(part.charAt(0));
    }
    return result.toString();
  }

  private boolean flag(String key, @Nullable Object value, boolean otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, String.valueOf(value), "write true or false");
  }

  private IllegalArgumentException wrong(String key, String value, String cure) {
    return new IllegalArgumentException(
        file + ": " + key + ": \"" + value + "\" is not understood; " + cure);
  }

  private IllegalArgumentException missing(String key, String where, String cure) {
    return new IllegalArgumentException(
        file + ": " + where + ": the key \"" + key + "\" is missing; " + cure);
  }
}
