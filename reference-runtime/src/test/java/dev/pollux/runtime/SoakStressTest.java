package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Models;
import dev.pollux.Stress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything at once, for ten seconds in a build and ten minutes in the profile proof: a runtime
 * with two workers, tasks that spawn, sleep, yield, send, block and fail at random, and threads
 * outside that wake, abort and close at random. In the end each task has ended once, as it should,
 * and the counts add up.
 */
@Tag("soak")
class SoakStressTest {

  @Test
  void everythingAtOnce_losesNothingAndHangsNowhere() throws Exception {
    long seed = Stress.seed("soak");
    long seconds = Long.getLong("pollux.soak.seconds", Models.isLong() ? 600 : 8);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);

    SoakTally total = new SoakTally();
    for (long round = 0; round == 0 || System.nanoTime() < end; round++) {
      new SoakRound(seed + round, total).run(end);
    }

    System.out.println("soak: " + total);
    assertEquals(total.begun(), total.ended(), () -> "seed " + seed + ": " + total);
    assertTrue(total.coversEverything(), () -> "seed " + seed + ": " + total);
  }
}
