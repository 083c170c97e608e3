package dev.pollux.maven.smoke;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that a fork appends its results to, one JSON object a line, read while it grows. A file
 * and not the fork's output: whatever a test prints cannot garble it.
 */
final class ResultFile {
  private final Path file;
  private final Gson gson = new Gson();
  private int read;

  ResultFile(Path file) {
    this.file = file;
  }

  /** The events whose lines have been completed since the last call. */
  List<Event> next() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] all = Files.readAllBytes(file);
    List<Event> events = new ArrayList<>();
    for (int end = read; end < all.length; end++) {
      if (all[end] == '\n') {
        String line = new String(all, read, end - read, StandardCharsets.UTF_8);
        read = end + 1;
        if (!line.isBlank()) {
          events.add(parse(line));
        }
      }
    }
    return events;
  }

  private Event parse(String line) throws IOException {
    try {
      return gson.fromJson(line, Event.class);
    } catch (JsonSyntaxException e) {
      // A fork that died in the middle of a line leaves half an object before the next fork's line.
      return new Event();
    }
  }

  /** One line. Fields that a kind of event does not use are null or 0. */
  static final class Event {
    String event = "";
    String className;
    String method;
    String outcome;
    long millis;
    String headline;
    List<String> details;
    String text;
    int tests;

    Event() {}

    SmokeCase toCase() {
      return new SmokeCase(
          className,
          method,
          SmokeCase.Outcome.valueOf(outcome),
          millis,
          headline == null ? "" : headline,
          details == null ? List.of() : details);
    }
  }
}
