package dev.pollux.testing.smoke;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The results, one JSON object a line, each written out before the next thing happens. */
final class ResultLog implements Closeable {
  private static final Pattern STARTED =
      Pattern.compile("\\{\"event\":\"started\",\"id\":\"((?:[^\"\\\\]|\\\\.)*)\".*");

  private final Writer out;

  ResultLog(Path file) throws IOException {
    this.out =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (Files.size(file) > 0) {
      line(""); // the JVM before may have died in the middle of a line
    }
  }

  /** The tests that an earlier JVM has begun, by their ids as the file spells them. */
  static Set<String> begun(Path file) throws IOException {
    Set<String> begun = new HashSet<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        Matcher started = STARTED.matcher(line);
        if (started.matches()) {
          begun.add(started.group(1));
        }
      }
    }
    return begun;
  }

  void found(int tests) throws IOException {
    line("{\"event\":\"found\",\"tests\":" + tests + "}");
  }

  void note(String text) throws IOException {
    line("{\"event\":\"note\",\"text\":" + string(text) + "}");
  }

  void started(SmokeTests.Declared test) throws IOException {
    line("{\"event\":\"started\",\"id\":" + string(test.id()) + names(test) + "}");
  }

  void finished(SmokeTests.Declared test, SmokeResult result) throws IOException {
    line(
        "{\"event\":\"finished\""
            + names(test)
            + ",\"outcome\":"
            + string(result.outcome())
            + ",\"millis\":"
            + result.millis()
            + ",\"headline\":"
            + string(result.headline())
            + ",\"details\":"
            + strings(result.details())
            + "}");
  }

  void done() throws IOException {
    line("{\"event\":\"done\"}");
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void line(String text) throws IOException {
    out.write(text + "\n");
    out.flush();
  }

  private static String names(SmokeTests.Declared test) {
    return ",\"className\":" + string(test.className()) + ",\"method\":" + string(test.method());
  }

  private static String strings(List<String> texts) {
    return texts.stream()
        .map(ResultLog::string)
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }

  static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                  if (c < ' ' || Character.isSurrogate((char) c)) {
                    json.append(String.format("\\u%04x", c));
                  } else {
                    json.append((char) c);
                  }
                }
              }
            });
    return json.append('"').toString();
  }
}
