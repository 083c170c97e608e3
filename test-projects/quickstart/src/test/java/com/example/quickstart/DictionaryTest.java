package com.example.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pollux.runtime.AsyncRuntime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DictionaryTest {
  @Test
  void a_word_that_was_put_has_its_meaning() {
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      assertEquals(
          Optional.of("asks whether it is done"),
          runtime.blockOn(Main.lookUp("poll", "asks whether it is done")));
    }
  }
}
