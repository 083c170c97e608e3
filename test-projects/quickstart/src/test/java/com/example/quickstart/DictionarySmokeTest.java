package com.example.quickstart;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.ThrowingFunction;
import dev.pollux.testing.SmokeTest;

/**
 * What {@code mvn pollux:smoke} runs: each future to its end, with the laws of poll checked on it.
 */
final class DictionarySmokeTest {
  private DictionarySmokeTest() {}

  @SmokeTest
  static Future<?> a_word_that_was_put_is_found() {
    return Main.lookUp("waker", "asks to be polled again");
  }

  @SmokeTest
  static Future<?> an_unknown_word_has_no_meaning() {
    return withClient(client -> client.get("await"));
  }

  @SmokeTest
  static Future<?> a_client_that_quits_is_let_go() {
    return withClient(DictionaryClient::quit);
  }

  @SmokeTest
  static Future<?> two_clients_share_one_dictionary() {
    return Futures.using(
        () -> DictionaryServer.on(0),
        server ->
            Futures.race(
                server.serve(),
                talk(server, client -> client.put("poll", "asks"))
                    .then(put -> talk(server, client -> client.get("poll")))));
  }

  private static <T> Future<T> withClient(ThrowingFunction<DictionaryClient, Future<T>> words) {
    return Futures.using(
        () -> DictionaryServer.on(0), server -> Futures.race(server.serve(), talk(server, words)));
  }

  private static <T> Future<T> talk(
      DictionaryServer server, ThrowingFunction<DictionaryClient, Future<T>> words) {
    return Futures.using(DictionaryClient.connect(server.address()), words);
  }
}
