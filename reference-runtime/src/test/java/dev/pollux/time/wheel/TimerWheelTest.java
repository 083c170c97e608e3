package dev.pollux.time.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two levels of four slots: all corners are within 16 ticks, and one nanosecond is a tick. */
class TimerWheelTest {
  private static final long NEVER = Long.MAX_VALUE;

  private final ManualTime time = new ManualTime();
  private final List<String> log = new ArrayList<>();
  private final TimerWheel wheel =
      new TimerWheel(new TimeOrigin(time), deadline -> log.add("earlier"), 1, 2, 2);
  private final Entry a = new Entry("a");
  private final Entry b = new Entry("b");

  private static final class ManualTime implements TimeSource {
    private long nanos = Long.MAX_VALUE - 3; // about to wrap around, as nanoTime may be
    private Runnable afterReading = () -> {};

    @Override
    public long nanoTime() {
      long read = nanos;
      Runnable once = afterReading;
      afterReading = () -> {};
      once.run();
      return read;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }
  }

  private final class Entry extends TimerEntry {
    private final String name;

    Entry(String name) {
      this.name = name;
    }

    boolean file(long deadline) {
      return wheel.file(this, deadline, () -> log.add(name));
    }
  }

  private int passTo(long now) {
    time.nanos += now - wheel.now();
    return wheel.advance();
  }

  @Test
  void newWheel_isEmpty() {
    assertEquals(0, wheel.size());
    assertEquals(NEVER, wheel.nextDeadline());
    assertEquals(0, wheel.advance());
  }

  @ParameterizedTest(name = "from {0}, due at {1}")
  @CsvSource({
    "0,1", "0,3", "0,4", "0,5", "0,15", // both levels
    "0,16", "0,17", "0,31", "0,32", "0,100", // beyond the range: one turn away and more
    "3,4", "3,16", "5,6", "5,8", "5,9", "15,16", "15,31", "15,32", "13,29", "62,63", "62,64"
  })
  void timer_firesWhenItIsDueAndNotBefore(long from, long due) {
    passTo(from);
    assertFalse(a.file(due));

    assertEquals(0, passTo(due - 1));
    assertFalse(a.isFired());

    assertEquals(1, passTo(due));
    assertTrue(a.isFired());
    assertEquals(List.of("earlier", "a"), log);
    assertEquals(0, wheel.size());
    assertEquals(NEVER, wheel.nextDeadline());
  }

  @Test
  void timeThatJumpsFar_firesAllThatIsDueInBetween() {
    List<Entry> entries = IntStream.range(1, 200).mapToObj(i -> new Entry("t")).toList();
    entries.forEach(entry -> entry.file(1 + entries.indexOf(entry)));

    assertEquals(150, passTo(150));

    assertEquals(150, entries.stream().filter(TimerEntry::isFired).count());
    assertEquals(49, wheel.size());
  }

  @Test
  void timersOfOneSlot_fireInTheirOrderAsTimePasses() {
    a.file(9);
    b.file(8);

    assertEquals(1, passTo(8));
    assertEquals(1, passTo(9));

    assertEquals(List.of("earlier", "earlier", "b", "a"), log);
  }

  @Test
  void deadlineThatHasCome_isFiredAtOnceWithoutItsWaker() {
    passTo(7);

    assertTrue(a.file(7));

    assertTrue(a.isFired());
    assertEquals(List.of(), log);
    assertEquals(0, wheel.size());
  }

  @Test
  void deadlineThatTheDriverPassesMeanwhile_isFiredAtOnce() {
    b.file(10);
    time.afterReading = () -> passTo(10); // after file() read the clock, before it has the lock

    assertTrue(a.file(9), "else it would wait for a whole turn of the wheel");

    assertTrue(a.isFired());
    assertEquals(0, wheel.size());
  }

  @Test
  void deadlineBetweenTwoTicks_isRoundedUp() {
    TimerWheel coarse = new TimerWheel(new TimeOrigin(time), deadline -> {}, 10, 2, 2);
    assertFalse(coarse.file(a, 11, () -> log.add("a")));

    time.nanos += 19;
    assertEquals(0, coarse.advance());
    assertEquals(20, coarse.nextDeadline());

    time.nanos += 1;
    assertEquals(1, coarse.advance());
  }

  @Test
  void deadlineThatNeverComes_isFiledNowhereButCanBeCancelled() {
    assertFalse(a.file(NEVER));
    assertTrue(a.isFiled());
    assertEquals(NEVER, wheel.nextDeadline());

    wheel.cancel(a);

    assertFalse(a.isFiled());
    assertEquals(List.of(), log);
  }

  @Test
  void onlyAnEarlierTimer_tellsTheDriver() {
    a.file(9);
    b.file(12);
    new Entry("c").file(3);

    assertEquals(List.of("earlier", "earlier"), log);
    assertEquals(3, wheel.nextDeadline());
  }

  @Test
  void nextDeadline_isNeverLaterThanTheEarliestTimer() {
    a.file(7);
    new Entry("c").file(1);
    passTo(1);

    assertTrue(wheel.nextDeadline() <= 7);
    assertTrue(wheel.nextDeadline() > 1);
  }

  @Test
  void overdueTimer_leavesTheDriverNoTime() {
    a.file(5);
    time.nanos += 8;

    assertTrue(wheel.nextDeadline() < wheel.now());
    assertEquals(1, wheel.advance());
  }

  @Test
  void cancelledTimer_isGoneAtOnceAndDoesNotFire() {
    a.file(9);
    b.file(9);

    wheel.cancel(a);

    assertEquals(1, wheel.size());
    assertEquals(1, passTo(20));
    assertEquals(List.of("earlier", "b"), log);
    assertFalse(a.isFired());
  }

  @Test
  void cancelInTheMiddleOfASlot_keepsItsNeighbours() {
    Entry c = new Entry("c");
    Stream.of(a, b, c).forEach(entry -> entry.file(9));

    wheel.cancel(b);
    passTo(9);

    assertTrue(a.isFired());
    assertFalse(b.isFired());
    assertTrue(c.isFired());
  }

  @Test
  void cancelOfWhatIsNotFiled_isHarmless() {
    wheel.cancel(a);
    wheel.cancel(a);

    assertEquals(0, wheel.size());
  }

  @Test
  void cancelOfTheOnlyTimer_letsTheDriverLookOnceAndThenRest() {
    a.file(5);
    wheel.cancel(a);

    assertEquals(0, passTo(5));
    assertEquals(NEVER, wheel.nextDeadline());
  }

  @Test
  void timerFiledAgainForLater_firesLater() {
    a.file(5);
    a.file(11);

    assertEquals(0, passTo(10));
    assertEquals(1, passTo(11));
    assertEquals(List.of("earlier", "a"), log);
  }

  @Test
  void timerFiledAgainForEarlier_firesEarlierAndOnce() {
    a.file(11);
    a.file(2);

    assertEquals(1, passTo(2));
    assertEquals(0, passTo(40));
  }

  @Test
  void timerFiledAgainAfterItFired_firesAgain() {
    a.file(2);
    passTo(2);
    a.file(4);
    assertFalse(a.isFired());

    passTo(4);

    assertTrue(a.isFired());
  }

  @Test
  void renew_replacesTheWaker() {
    a.file(5);

    assertFalse(wheel.renew(a, () -> log.add("renewed")));
    passTo(5);

    assertEquals(List.of("earlier", "renewed"), log);
    assertTrue(wheel.renew(a, () -> log.add("too late")));
  }

  @Test
  void moreTimersThanWakersInABatch_allFire() {
    List<Entry> entries = IntStream.range(0, 100).mapToObj(i -> new Entry("t")).toList();
    entries.forEach(entry -> entry.file(6));

    assertEquals(100, passTo(6));

    assertEquals(100, log.stream().filter("t"::equals).count());
    assertEquals(NEVER, wheel.nextDeadline());
  }

  @Test
  void wakerThatFilesAndCancels_mayDoSo() {
    b.file(5);
    wheel.file(
        a,
        4,
        () -> {
          wheel.cancel(b);
          a.file(9);
        });

    assertEquals(1, passTo(4));

    assertTrue(a.isFiled());
    assertFalse(b.isFiled());
    assertEquals(1, passTo(9));
  }

  @Test
  void wakerThatCancelsATimerDueInTheSameBatchLater_keepsItFromBeingWoken() {
    List<Entry> entries = IntStream.range(0, 100).mapToObj(i -> new Entry("t")).toList();
    entries.forEach(
        entry ->
            wheel.file(
                entry,
                3,
                () -> {
                  log.add("t");
                  entries.forEach(wheel::cancel);
                }));

    passTo(3);

    assertEquals(32, log.stream().filter("t"::equals).count(), "one batch was taken already");
    assertEquals(0, wheel.size());
  }

  @Test
  void slotOfMoreTimersThanOneHoldingOfTheLockMoves_movesAndFiresThemAll() {
    List<Entry> entries = IntStream.range(0, 1000).mapToObj(i -> new Entry("t")).toList();
    entries.forEach(entry -> entry.file(5 + entries.indexOf(entry) % 3));

    assertEquals(0, passTo(4));
    assertEquals(1000, wheel.size());
    assertEquals(334, passTo(5));
    assertEquals(666, passTo(20));

    assertEquals(0, wheel.size());
    assertEquals(NEVER, wheel.nextDeadline());
  }

  @Test
  void timersCancelledAndFiledWhileTheirSlotMoves_leaveTheOthersWhole() {
    List<Entry> entries = IntStream.range(0, 300).mapToObj(i -> new Entry("t")).toList();
    List<Entry> late = entries.subList(200, 300);
    entries.forEach(entry -> entry.file(6));
    late.forEach(wheel::cancel);
    late.forEach(entry -> entry.file(7));
    wheel.file(
        a,
        5, // fires while most of the slot has not moved yet
        () -> {
          entries.subList(0, 100).forEach(wheel::cancel);
          b.file(6);
        });

    assertEquals(1, passTo(5));
    assertEquals(201, wheel.size());
    assertEquals(101, passTo(6));
    assertEquals(100, passTo(7));

    assertEquals(0, wheel.size());
  }

  @Test
  void limit_leavesTheRestOverdue() {
    IntStream.range(0, 100).forEach(i -> new Entry("t").file(6));
    time.nanos += 8;

    assertEquals(40, wheel.advance(wheel.now(), 40));
    assertTrue(wheel.nextDeadline() <= wheel.now());
    assertEquals(60, wheel.advance(wheel.now(), 80));
    assertEquals(NEVER, wheel.nextDeadline());
  }

  @Test
  void timerFiledWhileOthersAreOverdue_isInItsPlace() {
    IntStream.range(0, 100).forEach(i -> new Entry("t").file(6));
    time.nanos += 8;
    assertEquals(40, wheel.advance(wheel.now(), 40));

    assertFalse(a.file(9));
    assertTrue(b.file(7), "its time has come");
    assertEquals(60, wheel.advance());
    assertEquals(1, passTo(9));

    assertTrue(a.isFired());
  }

  @Test
  void clockThatWrapsAround_keepsTheOrderOfTimers() {
    List<Long> readings = List.of(time.nanos, time.nanos + 3, time.nanos + 9);
    a.file(3);
    b.file(9);

    assertEquals(1, passTo(3));
    assertEquals(1, passTo(9));

    assertTrue(readings.get(0) > readings.get(2), "it did wrap around");
    assertEquals(List.of("earlier", "a", "b"), log);
  }

  @Test
  void wakerThatThrows_doesNotKeepTheOthersFromBeingWoken() {
    a.file(6);
    wheel.file(
        b,
        6,
        () -> {
          throw new IllegalStateException("expected by the test");
        });

    assertEquals(2, passTo(6));

    assertTrue(log.contains("a"));
  }

  @Test
  void sizesOutOfRange_areRefused() {
    assertEquals(
        "slotBits must be 1 to 6: 7",
        assertThrows(
                IllegalArgumentException.class,
                () -> new TimerWheel(new TimeOrigin(time), deadline -> {}, 1, 2, 7))
            .getMessage());
    assertEquals(
        "levels must be at least 1, and levels * slotBits at most 62: 32 * 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> new TimerWheel(new TimeOrigin(time), deadline -> {}, 1, 32, 2))
            .getMessage());
    assertEquals(
        "nanosPerTick < 1: 0",
        assertThrows(
                IllegalArgumentException.class,
                () -> new TimerWheel(new TimeOrigin(time), deadline -> {}, 0, 2, 2))
            .getMessage());
  }
}
