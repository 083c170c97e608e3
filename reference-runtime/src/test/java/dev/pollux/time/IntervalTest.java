package dev.pollux.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.HandCranked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final Duration TEN = Duration.ofMillis(10);

  private final HandCranked executor = new HandCranked();
  private final Interval interval = Time.interval(TEN);

  private HandCranked.Task<Instant> tick() {
    return executor.start(interval.tick());
  }

  private static Instant at(int millis) {
    return HandCranked.START.plusMillis(millis);
  }

  @Test
  void firstTick_isAtOnce() {
    executor.pass(Duration.ofMillis(3));

    assertEquals(at(3), tick().value());
  }

  @Test
  void nextTicks_comeAtTheRate() {
    assertEquals(at(0), tick().value());
    HandCranked.Task<Instant> second = tick();
    executor.pass(Duration.ofMillis(9));
    assertFalse(second.isDone());

    executor.pass(Duration.ofMillis(1));
    assertEquals(at(10), second.value());
    HandCranked.Task<Instant> third = tick();
    executor.pass(TEN);
    assertEquals(at(20), third.value());
  }

  @Test
  void workBetweenTicks_doesNotShiftTheSchedule() {
    assertEquals(at(0), tick().value());
    executor.pass(Duration.ofMillis(7));

    HandCranked.Task<Instant> second = tick();
    executor.pass(Duration.ofMillis(3));

    assertEquals(at(10), second.value());
  }

  @Test
  void missedTicksInABurst_comeAtOnce() {
    assertEquals(at(0), tick().value());
    executor.pass(Duration.ofMillis(35));

    assertEquals(at(10), tick().value());
    assertEquals(at(20), tick().value());
    assertEquals(at(30), tick().value());
    assertFalse(tick().isDone());
  }

  @Test
  void missedTicksThatDelay_shiftTheSchedule() {
    interval.missed(MissedTicks.DELAY);
    assertEquals(at(0), tick().value());
    executor.pass(Duration.ofMillis(35));

    assertEquals(at(10), tick().value());
    HandCranked.Task<Instant> next = tick();
    executor.pass(TEN);
    assertEquals(at(45), next.value());
  }

  @Test
  void missedTicksThatAreSkipped_keepTheSchedule() {
    interval.missed(MissedTicks.SKIP);
    assertEquals(at(0), tick().value());
    executor.pass(Duration.ofMillis(35));

    assertEquals(at(10), tick().value());
    HandCranked.Task<Instant> next = tick();
    executor.pass(Duration.ofMillis(5));
    assertEquals(at(40), next.value());
  }

  @Test
  void tickAFewMillisecondsLate_isNotMissed() {
    interval.missed(MissedTicks.DELAY);
    assertEquals(at(0), tick().value());
    executor.pass(Duration.ofMillis(14));

    assertEquals(at(10), tick().value());
    HandCranked.Task<Instant> next = tick();
    executor.pass(Duration.ofMillis(6));
    assertEquals(at(20), next.value());
  }

  @Test
  void cancelledTick_isNotLost() {
    assertEquals(at(0), tick().value());
    HandCranked.Task<Instant> abandoned = tick();
    executor.pass(Duration.ofMillis(5));
    abandoned.abort();
    assertEquals(0, executor.wheel.size());

    HandCranked.Task<Instant> again = tick();
    executor.pass(Duration.ofMillis(5));

    assertEquals(at(10), again.value());
  }

  @Test
  void tickCancelledAfterItFired_isNotLost() {
    assertEquals(at(0), tick().value());
    HandCranked.Task<Instant> abandoned = tick();
    executor.stall(TEN);
    executor.wheel.advance();
    abandoned.abort();

    assertEquals(at(10), tick().value());
  }

  @Test
  void reset_startsTheScheduleAgain() {
    assertEquals(at(0), tick().value());
    executor.pass(Duration.ofMillis(5));

    interval.reset();

    HandCranked.Task<Instant> next = tick();
    executor.pass(Duration.ofMillis(9));
    assertFalse(next.isDone());
    executor.pass(Duration.ofMillis(1));
    assertEquals(at(15), next.value());
  }

  @Test
  void hugePeriod_ticksOnce() {
    Interval rare = Time.interval(Duration.ofSeconds(Long.MAX_VALUE));
    assertTrue(executor.start(rare.tick()).isDone());

    HandCranked.Task<Instant> never = executor.start(rare.tick());
    executor.pass(Duration.ofDays(50 * 365));

    assertFalse(never.isDone());
    never.abort();
  }

  @Test
  void periodOfZero_isRefused() {
    assertEquals(
        "the period of an interval must be more than zero: PT0S",
        assertThrows(IllegalArgumentException.class, () -> Time.interval(Duration.ZERO))
            .getMessage());
  }
}
