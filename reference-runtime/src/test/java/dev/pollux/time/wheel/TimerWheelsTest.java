package dev.pollux.time.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimerWheelsTest {
  private static final long MS = 1_000_000;
  private static final long NEVER = Long.MAX_VALUE;

  private final ManualTime time = new ManualTime();
  private int wakes;
  private int fired;
  private Runnable inWake = () -> {};
  private final TimerWheels wheels =
      new TimerWheels(
          time,
          2,
          () -> {
            wakes++;
            inWake.run();
          });

  private static final class ManualTime implements TimeSource {
    private long nanos = Long.MAX_VALUE - 5;
    private int readings;

    @Override
    public long nanoTime() {
      readings++;
      return nanos;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }
  }

  private static final class Entry extends TimerEntry {}

  private TimerEntry file(int wheel, long deadline) {
    Entry entry = new Entry();
    assertFalse(wheels.wheel(wheel).file(entry, deadline, () -> fired++));
    return entry;
  }

  @Test
  void deadlineInAnyWheel_isWhereTheSleepEnds() {
    file(0, 9 * MS);
    file(1, 4 * MS);
    time.nanos += MS;

    assertEquals(3 * MS, wheels.beginSleep());
    assertEquals(4 * MS, wheels.nextDeadline());
  }

  @Test
  void noTimer_isSleptForEverWithoutAReadingOfTheClock() {
    int before = time.readings;

    assertEquals(NEVER, wheels.beginSleep());
    wheels.endSleep();
    assertEquals(0, wheels.advance(0, 10));
    assertEquals(0, wheels.advanceOverdue(0, 10));

    assertEquals(before, time.readings);
  }

  @Test
  void earlierTimerFiledDuringTheSleep_endsIt() {
    file(0, 9 * MS);
    long slept = wheels.beginSleep();

    file(1, 4 * MS);

    assertEquals(9 * MS, slept);
    assertEquals(1, wakes);
  }

  @Test
  void laterTimerFiledDuringTheSleep_leavesIt() {
    file(0, 4 * MS);
    long slept = wheels.beginSleep();

    file(1, 9 * MS);

    assertEquals(4 * MS, slept);
    assertEquals(0, wakes);
  }

  @Test
  void timerFiledWhileNobodySleeps_wakesNobody() {
    file(0, 9 * MS);
    assertEquals(9 * MS, wheels.beginSleep());
    wheels.endSleep();

    file(1, 4 * MS);

    assertEquals(0, wakes);
  }

  @Test
  void workerThatTurnsItsWheel_leavesTheOthersAlone() {
    file(0, MS);
    TimerEntry other = file(1, MS);
    time.nanos += MS;

    assertEquals(1, wheels.advance(0, 10));

    assertFalse(other.isFired());
  }

  @Test
  void wheelOfAStuckWorker_isTurnedByAnotherOnceItIsLate() {
    file(0, 4 * MS);
    time.nanos += 5 * MS - 1;
    assertEquals(0, wheels.advanceOverdue(MS, 10));

    time.nanos += 1;

    assertEquals(1, wheels.advanceOverdue(MS, 10));
  }

  @Test
  void moreDueTimersThanTheLimit_stayOverdueForTheNextTurn() {
    IntStream.range(0, 300).forEach(i -> file(i % 2, MS));
    time.nanos += 2 * MS;

    List<Integer> turns =
        IntStream.range(0, 4).mapToObj(i -> wheels.advanceOverdue(0, 100)).toList();

    assertEquals(List.of(100, 100, 100, 0), turns);
    assertEquals(300, fired);
    assertEquals(NEVER, wheels.nextDeadline());
  }

  @Test
  void leftOverTimers_leaveTheSleeperNoTime() {
    IntStream.range(0, 50).forEach(i -> file(0, MS));
    time.nanos += 2 * MS;
    assertEquals(40, wheels.advance(0, 40));

    assertEquals(0, wheels.beginSleep());
  }

  @Test
  void timerWhoseFilerHadNoStackLeftToSaySo_isAnnouncedWhenItsWorkerTurnsItsWheel() {
    file(0, 9 * MS);
    assertEquals(9 * MS, wheels.beginSleep());
    inWake =
        () -> {
          throw new StackOverflowError("expected by the test");
        };
    assertThrows(StackOverflowError.class, () -> file(1, 4 * MS));
    inWake = () -> {};

    assertEquals(0, wheels.advance(1, 10), "nothing is due");

    assertEquals(2, wakes, "else the sleeper sleeps through it");
  }
}
