package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How one poll is followed from look to look. Counters that are odd mean a poll. */
class PollWatchTest {

  private final PollWatch watch = new PollWatch();

  @Test
  void workerThatPollsNothing_isNeverStuck() {
    assertEquals(PollWatch.MOVES, watch.look(0, 10));
    assertEquals(PollWatch.MOVES, watch.look(0, 1000));
    assertFalse(watch.hasMoved());
  }

  @Test
  void pollSeenAtTwoLooks_lastsSinceTheFirst() {
    assertEquals(PollWatch.MOVES, watch.look(1, 10));
    assertTrue(watch.hasMoved());

    assertEquals(30, watch.look(1, 40));
    assertEquals(30, watch.lasts());
    assertFalse(watch.hasMoved());
  }

  @Test
  void otherPollAtTheNextLook_countsAnew() {
    watch.look(1, 10);

    assertEquals(PollWatch.MOVES, watch.look(3, 500));
    assertEquals(5, watch.look(3, 505));
  }

  @Test
  void pollThatEnded_doesNotLast() {
    watch.look(1, 10);
    watch.look(1, 20);

    assertEquals(PollWatch.MOVES, watch.look(2, 30));
    assertEquals(PollWatch.MOVES, watch.look(2, 40));
  }

  @Test
  void poll_isToldOfOnce() {
    watch.look(1, 10);
    assertTrue(watch.tellOnce());
    watch.look(1, 20);
    assertFalse(watch.tellOnce());

    watch.look(3, 30);

    assertTrue(watch.tellOnce());
  }

  @Test
  void timeInWhichNobodyRan_doesNotCount() {
    watch.look(1, 10);

    watch.excuse(1000);

    assertEquals(20, watch.look(1, 1030));
  }
}
