package com.example.quickstart;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import java.util.Map;
import java.util.Optional;

/**
 * The server's side of one connection: asks for a line, answers it, and so on until the client
 * leaves.
 */
final class Conversation implements Future<Void> {
  private final Lines lines;
  private final Map<String, String> dictionary;
  private Future<Optional<String>> asking;
  private Future<Void> answering;
  private boolean over;

  Conversation(Lines lines, Map<String, String> dictionary) {
    this.lines = lines;
    this.dictionary = dictionary;
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    for (; ; ) {
      if (answering != null) {
        if (answering.poll(cx).isPending()) {
          return Poll.pending();
        }
        answering = null;
      }
      if (over) {
        return Poll.ready();
      }
      if (asking == null) {
        asking = lines.next();
      }
      Poll<Optional<String>> asked = asking.poll(cx);
      if (asked.isPending()) {
        return Poll.pending();
      }
      asking = null;
      answering = asked.get().map(this::answer).orElseGet(this::goodbye);
    }
  }

  private Future<Void> answer(String line) {
    String[] words = line.split(" ", 3);
    return switch (words[0]) {
      case "PUT" -> put(words);
      case "GET" -> get(words);
      case "QUIT" -> goodbye();
      default -> lines.send("ERROR unknown command, say PUT, GET or QUIT: " + words[0]);
    };
  }

  private Future<Void> put(String[] words) {
    if (words.length < 3) {
      return lines.send("ERROR say PUT word meaning");
    }
    dictionary.put(words[1], words[2]);
    return lines.send("OK");
  }

  private Future<Void> get(String[] words) {
    if (words.length != 2) {
      return lines.send("ERROR say GET word");
    }
    String meaning = dictionary.get(words[1]);
    return lines.send(meaning == null ? "NONE" : "FOUND " + meaning);
  }

  private Future<Void> goodbye() {
    over = true;
    lines.send("BYE");
    return Future.ready(null);
  }

  @Override
  public void cancel() {
    if (asking != null) {
      asking.cancel();
    }
    if (answering != null) {
      answering.cancel();
    }
  }
}
