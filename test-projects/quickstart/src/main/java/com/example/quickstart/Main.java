package com.example.quickstart;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.time.Time;
import java.time.Duration;
import java.util.Optional;

/** A server and a client that asks it, on one runtime. */
public final class Main {
  private Main() {}

  /** Prints what the dictionary says. */
  public static void main(String[] args) {
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      System.out.println(runtime.blockOn(lookUp("poll", "asks whether it is done")));
    }
  }

  /** Serves a dictionary for as long as one client needs it. */
  static Future<Optional<String>> lookUp(String word, String meaning) {
    return Futures.using(
        () -> DictionaryServer.on(0),
        server -> Futures.race(server.serve(), ask(server, word, meaning)));
  }

  private static Future<Optional<String>> ask(
      DictionaryServer server, String word, String meaning) {
    return Time.timeout(
        Duration.ofSeconds(5),
        Futures.using(
            DictionaryClient.connect(server.address()),
            client -> client.put(word, meaning).then(put -> client.get(word))));
  }
}
