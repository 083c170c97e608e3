package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One task waits for a counter that several threads raise: it must see the last value. */
class AtomicWakerStressTest {
  private static final int RAISERS = 3;
  private static final int EACH = 200_000;

  @Test
  void wakesFromManyThreads_areNotLost() throws Exception {
    AtomicWaker slot = new AtomicWaker();
    AtomicLong count = new AtomicLong();
    Future<Long> all =
        cx -> {
          slot.register(cx.waker());
          long seen = count.get();
          return seen == (long) RAISERS * EACH ? Poll.ready(seen) : Poll.pending();
        };

    Stress.together(
        1 + RAISERS,
        Stress.seed("AtomicWakerStressTest"),
        (thread, random) -> {
          if (thread == 0) {
            assertEquals((long) RAISERS * EACH, Stress.await(all));
            return;
          }
          for (int i = 0; i < EACH; i++) {
            count.incrementAndGet();
            slot.wake();
            if (random.nextInt(64) == 0) {
              Thread.onSpinWait();
            }
          }
        });
  }

  @Test
  void pingPong_needsEveryWake() throws Exception {
    AtomicWaker[] slots = {new AtomicWaker(), new AtomicWaker()};
    AtomicLong turn = new AtomicLong();
    int rounds = 20_000;

    Stress.together(
        2,
        Stress.seed("AtomicWakerStressTest"),
        (thread, random) -> {
          for (long mine = thread; mine < rounds; mine += 2) {
            long wanted = mine;
            Future<Long> myTurn =
                cx -> {
                  slots[thread].register(cx.waker());
                  return turn.get() == wanted ? Poll.ready(wanted) : Poll.pending();
                };
            assertEquals(wanted, Stress.await(myTurn));
            turn.incrementAndGet();
            slots[1 - thread].wake();
          }
        });
  }
}
