package dev.pollux.lint.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A description of methods: {@code Type#name(parameters)}.
 *
 * <p>Type and name may hold {@code *} for any characters and <code>{a,b}</code> for alternatives.
 * The type is a binary or dotted name; its subtypes are meant too. A parameter is a type by its
 * full or simple name, {@code *} for any one, or {@code lambda} for any functional interface; a
 * last {@code *} of several, or a lone one, stands for any number, and {@code ..} does so anywhere.
 * A constructor is called {@code <init>} or {@code new}.
 */
public final class CallPattern {
  private final String text;
  private final @Nullable String plainType;
  private final Pattern type;
  private final Pattern name;
  private final List<String> parameters;

  private CallPattern(
      String text,
      @Nullable String plainType,
      Pattern type,
      Pattern name,
      List<String> parameters) {
    this.text = text;
    this.plainType = plainType;
    this.type = type;
    this.name = name;
    this.parameters = parameters;
  }

  /**
   * Reads {@code Type#name(parameters)}.
   *
   * @throws IllegalArgumentException when it is written otherwise; the message says how it should
   *     be
   */
  public static CallPattern parse(String text) {
    int hash = text.indexOf('#');
    if (hash <= 0) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" names no method; write Type#name(parameters), such as"
              + " \"com.acme.Loop#drive(*)\"");
    }
    return parse(text.substring(0, hash), text.substring(hash + 1));
  }

  /**
   * Reads {@code name(parameters)} as a method of the type.
   *
   * @throws IllegalArgumentException when it is written otherwise
   */
  public static CallPattern parse(String typeText, String methodText) {
    String type = typeText.strip();
    String method = methodText.strip();
    int open = method.indexOf('(');
    if (type.isEmpty() || open <= 0 || !method.endsWith(")")) {
      throw new IllegalArgumentException(
          "\""
              + methodText
              + "\" is no method; write name(parameters), such as \"wake()\" or"
              + " \"submit(*)\"");
    }
    String name = method.substring(0, open).strip();
    String list = method.substring(open + 1, method.length() - 1).strip();
    List<String> parameters = new ArrayList<>();
    if (!list.isEmpty()) {
      for (String parameter : list.split(",", -1)) {
        if (parameter.isBlank()) {
          throw new IllegalArgumentException(
              "\"" + methodText + "\" has an empty parameter; write * for any type");
        }
        parameters.add(parameter.strip().replace("...", "[]"));
      }
    }
    boolean isPlain = type.chars().noneMatch(c -> c == '*' || c == '{');
    return new CallPattern(
        type + "#" + method,
        isPlain ? type : null,
        glob(type, "[.$]"),
        glob(name.equals("new") ? "<init>" : name, "\\."),
        List.copyOf(parameters));
  }

  private static Pattern glob(String text, String dot) {
    StringBuilder regex = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '{' -> regex.append("(?:");
        case '}' -> regex.append(')');
        case ',' -> regex.append('|');
        case '.' -> regex.append(dot);
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has an unmatched { or }; write alternatives as {a,b}", e);
    }
  }

  /** The type when it is written without wildcards, as it is written. */
  public @Nullable String plainType() {
    return plainType;
  }

  /** The type of a parameter when it is written as one, or null. */
  @Nullable String parameter(int index) {
    String written = index < parameters.size() ? parameters.get(index) : "*";
    return written.equals("*") || written.equals("..") || written.equals("lambda") ? null : written;
  }

  /** The method's name when it is written without wildcards. */
  @Nullable String plainName() {
    String written = text.substring(text.indexOf('#') + 1, text.indexOf('(', text.indexOf('#')));
    return written.chars().anyMatch(c -> c == '*' || c == '{') ? null : written.strip();
  }

  List<String> parameters() {
    return parameters;
  }

  boolean namesMethod(String methodName) {
    return name.matcher(methodName).matches();
  }

  boolean namesType(String binaryName) {
    return type.matcher(binaryName).matches();
  }

  boolean acceptsParameters(MethodRef method, Types types) {
    return accepts(0, method.parameters(), 0, types);
  }

  private boolean accepts(int at, List<TypeRef> given, int index, Types types) {
    if (at == parameters.size()) {
      return index == given.size();
    }
    String wanted = parameters.get(at);
    boolean isRest = wanted.equals("..") || wanted.equals("*") && at == parameters.size() - 1;
    if (isRest) {
      for (int i = index; i <= given.size(); i++) {
        if (accepts(at + 1, given, i, types)) {
          return true;
        }
      }
      return false;
    }
    return index < given.size()
        && isType(wanted, given.get(index), types)
        && accepts(at + 1, given, index + 1, types);
  }

  private static boolean isType(String wanted, TypeRef given, Types types) {
    if (wanted.equals("*")) {
      return true;
    }
    if (wanted.equals("lambda")) {
      return types.functionalMethod(given) != null;
    }
    String name = describe(given);
    if (name.equals(wanted) || name.replace('$', '.').equals(wanted)) {
      return true;
    }
    int simple = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
    return wanted.indexOf('.') < 0 && name.substring(simple + 1).equals(wanted);
  }

  private static String describe(TypeRef type) {
    if (type instanceof TypeRef.Named named) {
      return named.name();
    }
    if (type instanceof TypeRef.Primitive primitive) {
      return primitive.name();
    }
    return type instanceof TypeRef.Array array ? describe(array.element()) + "[]" : "?";
  }

  @Override
  public String toString() {
    return text;
  }
}
