package dev.pollux.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Future;
import dev.pollux.time.Time;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpinningBlockOnTest {
  private static Future<String> soon() {
    return Time.sleep(Duration.ofMillis(1)).map(slept -> "awake");
  }

  @Test
  void a_block_on_without_a_runtime_finds_no_timer() {
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> SpinningBlockOn.blockOn(soon()));
    assertTrue(refused.getMessage().contains("AsyncRuntime"), refused.getMessage());
  }

  @Test
  void a_runtime_waits_for_the_timer() {
    assertEquals("awake", SpinningBlockOn.mended(soon()));
  }
}
