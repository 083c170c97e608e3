package dev.pollux.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.HandCranked;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.Waker;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SleepTest {
  private static final Duration MS = Duration.ofMillis(1);
  private static final Duration NS = Duration.ofNanos(1);

  private final HandCranked executor = new HandCranked();

  private HandCranked.Task<Void> sleeping(Duration duration) {
    return executor.start(Time.sleep(duration));
  }

  @Test
  void sleep_endsWhenTheTimeIsOverAndNotBefore() {
    HandCranked.Task<Void> task = sleeping(Duration.ofMillis(10));

    executor.pass(Duration.ofMillis(10).minus(NS));
    assertFalse(task.isDone());

    executor.pass(NS);
    assertTrue(task.isDone());
    assertEquals(2, task.polls);
  }

  @Test
  void sleepBegunWithinAMillisecond_isRoundedUp() {
    executor.pass(Duration.ofNanos(300_000));
    HandCranked.Task<Void> task = sleeping(MS);

    executor.pass(MS);
    assertFalse(task.isDone(), "at 1.3 ms: not early, but not to the nanosecond either");

    executor.pass(Duration.ofNanos(700_000));
    assertTrue(task.isDone(), "at 2 ms");
  }

  @Test
  void sleepOfANanosecond_endsWithinAMillisecond() {
    HandCranked.Task<Void> task = sleeping(NS);
    assertFalse(task.isDone());

    executor.pass(MS);

    assertTrue(task.isDone());
  }

  @Test
  void sleepOfZero_endsAtItsFirstPoll() {
    assertTrue(sleeping(Duration.ZERO).isDone());
    assertEquals(0, executor.wheel.size());
  }

  @Test
  void sleepOfANegativeDuration_endsAtItsFirstPoll() {
    assertTrue(sleeping(Duration.ofSeconds(Long.MIN_VALUE)).isDone());
  }

  @Test
  void sleepOfTheLongestDuration_isFarInTheFuture() {
    HandCranked.Task<Void> task = sleeping(Duration.ofSeconds(Long.MAX_VALUE));

    executor.pass(Duration.ofDays(100 * 365));

    assertFalse(task.isDone());
    task.abort();
  }

  @Test
  void sleepBeyondTheWheel_endsInTime() {
    HandCranked.Task<Void> task = sleeping(Duration.ofDays(20 * 365));

    executor.pass(Duration.ofDays(20 * 365).minus(MS));
    assertFalse(task.isDone());

    executor.pass(MS);
    assertTrue(task.isDone());
  }

  @Test
  void building_doesNotLetTheTimeRun() {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    executor.pass(Duration.ofSeconds(1));

    HandCranked.Task<Void> task = executor.start(sleep);

    assertFalse(task.isDone());
    executor.pass(Duration.ofMillis(10));
    assertTrue(task.isDone());
  }

  @Test
  void sleepUntil_endsAtTheInstant() {
    executor.pass(MS);
    HandCranked.Task<Void> task = executor.start(Time.sleepUntil(HandCranked.START.plusMillis(25)));

    executor.pass(Duration.ofMillis(23));
    assertFalse(task.isDone());
    executor.pass(MS);
    assertTrue(task.isDone());
  }

  @Test
  void sleepUntilThePast_endsAtItsFirstPoll() {
    assertTrue(executor.start(Time.sleepUntil(Instant.MIN)).isDone());
  }

  @Test
  void sleepUntilTheEndOfTime_isFarInTheFuture() {
    HandCranked.Task<Void> task = executor.start(Time.sleepUntil(Instant.MAX));

    executor.pass(Duration.ofDays(100 * 365));

    assertFalse(task.isDone());
    task.abort();
  }

  @Test
  void twoSleeps_endInTheOrderOfTheirTimes() {
    HandCranked.Task<Void> later = sleeping(Duration.ofMillis(20));
    HandCranked.Task<Void> sooner = sleeping(Duration.ofMillis(10));

    executor.pass(Duration.ofMillis(10));

    assertTrue(sooner.isDone());
    assertFalse(later.isDone());
    executor.pass(Duration.ofMillis(10));
    assertTrue(later.isDone());
  }

  @Test
  void abortedSleep_leavesNothingBehind() {
    HandCranked.Task<Void> task = sleeping(Duration.ofDays(1));
    assertEquals(1, executor.wheel.size());

    task.abort();

    assertEquals(0, executor.wheel.size());
  }

  @Test
  void hundredThousandAbortedSleeps_leaveNothingBehind() {
    List<HandCranked.Task<Void>> tasks =
        Collections.nCopies(100_000, Duration.ofDays(1)).stream().map(this::sleeping).toList();
    assertEquals(100_000, executor.wheel.size());

    tasks.forEach(HandCranked.Task::abort);

    assertEquals(0, executor.wheel.size());
  }

  @Test
  void sleepPolledByAnotherTask_wakesThatOne() {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    HandCranked.Task<Void> first = executor.start(cx -> sleep.poll(cx));
    HandCranked.Task<Void> second = executor.start(cx -> sleep.poll(cx));

    executor.pass(Duration.ofMillis(10));

    assertTrue(second.isDone());
    assertEquals(1, first.polls, "the waker of the last poll is the one that counts");
  }

  @Test
  void sleepThatFiredBeforeItsNextPoll_isReadyWithoutBeingFiledAgain() {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    HandCranked.Task<Void> task = executor.start(cx -> sleep.poll(cx));
    executor.stall(Duration.ofMillis(10));
    executor.wheel.advance();
    assertTrue(sleep.isElapsed());

    executor.run();

    assertTrue(task.isDone());
    assertEquals(0, executor.wheel.size());
  }

  @Test
  void resetToLater_endsLater() {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    HandCranked.Task<Void> task = executor.start(sleep);
    executor.pass(Duration.ofMillis(5));

    sleep.reset(Duration.ofMillis(10));

    executor.pass(Duration.ofMillis(9));
    assertFalse(task.isDone());
    executor.pass(MS);
    assertTrue(task.isDone());
  }

  @Test
  void resetToEarlier_endsEarlier() {
    Sleep sleep = Time.sleep(Duration.ofHours(1));
    HandCranked.Task<Void> task = executor.start(sleep);

    sleep.reset(Duration.ofMillis(3));
    executor.pass(Duration.ofMillis(3));

    assertTrue(task.isDone());
  }

  @Test
  void resetToNow_wakesAtOnce() {
    Sleep sleep = Time.sleep(Duration.ofHours(1));
    HandCranked.Task<Void> task = executor.start(sleep);

    sleep.reset(Duration.ZERO);
    executor.run();

    assertTrue(task.isDone());
    assertEquals(0, executor.wheel.size());
  }

  @Test
  void resetBeforeTheFirstPoll_countsFromThere() {
    Sleep sleep = Time.sleepUntil(Instant.MAX);
    sleep.reset(Duration.ofMillis(10));
    executor.pass(Duration.ofMillis(7));

    HandCranked.Task<Void> task = executor.start(sleep);

    executor.pass(Duration.ofMillis(9));
    assertFalse(task.isDone());
    executor.pass(MS);
    assertTrue(task.isDone());
  }

  @Test
  void resetAfterFiring_mayBePolledAgain() {
    Sleep sleep = Time.sleep(MS);
    assertFalse(executor.start(Futures.fuse(sleep)).isDone());
    executor.pass(MS);
    assertTrue(sleep.isElapsed());

    sleep.reset(Duration.ofMillis(5));
    HandCranked.Task<Void> again = executor.start(sleep);

    assertFalse(again.isDone());
    executor.pass(Duration.ofMillis(5));
    assertTrue(again.isDone());
  }

  @Test
  void resetAfterFiringBeforeThePoll_isPendingAgain() {
    Sleep sleep = Time.sleep(MS);
    HandCranked.Task<Void> task = executor.start(sleep);
    executor.stall(MS);
    executor.wheel.advance();

    sleep.reset(Duration.ofMillis(5));
    executor.run();
    assertFalse(task.isDone());

    executor.pass(Duration.ofMillis(5));
    assertTrue(task.isDone());
  }

  @ParameterizedTest(name = "reset to {0} ms after {1} ms, due at {2} ms")
  @CsvSource({"20, 5, 25", "3, 5, 8", "1, 9, 10", "10, 0, 10"})
  void resetWhilePending_wakesTheLastWakerOnce(long to, long after, long due) {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    HandCranked.Task<Void> first = executor.start(cx -> sleep.poll(cx));
    HandCranked.Task<Void> last = executor.start(cx -> sleep.poll(cx));
    executor.pass(Duration.ofMillis(after));

    sleep.reset(Duration.ofMillis(to));
    executor.pass(Duration.ofMillis(due - after).minus(NS));
    assertFalse(last.isDone());
    executor.pass(NS);
    executor.pass(Duration.ofDays(1));

    assertTrue(last.isDone());
    assertEquals(2, last.wakes, "to be polled first, and by the timer");
    assertEquals(1, first.wakes);
  }

  @Test
  void pollOfASleepWhoseTimeHasComeUnnoticed_isPendingUntilTheWheelIsTurned() {
    Sleep sleep = Time.sleep(MS);
    HandCranked.Task<Void> task = executor.start(cx -> sleep.poll(cx));

    executor.stall(Duration.ofMillis(5));
    assertFalse(sleep.isElapsed(), "its next poll would be pending");
    executor.pass(Duration.ZERO);

    assertTrue(task.isDone());
    assertTrue(sleep.isElapsed());
  }

  @Test
  void sleepUntilBeyondWhatALongCanCount_isFarInTheFuture() {
    HandCranked.Task<Void> task =
        executor.start(Time.sleepUntil(Instant.parse("2400-01-01T00:00:00Z")));

    executor.pass(Duration.ofDays(100 * 365));

    assertFalse(task.isDone());
    task.abort();
  }

  @Test
  void resetAfterCancel_isRefused() {
    Sleep sleep = Time.sleep(MS);
    sleep.cancel();

    assertThrows(IllegalStateException.class, () -> sleep.reset(MS));
  }

  @Test
  void sleepPolledAfterItsEnd_isRefused() {
    Sleep sleep = Time.sleep(Duration.ZERO);
    assertTrue(executor.start(sleep).isDone());

    assertInstanceOf(PollAfterEndException.class, executor.start(sleep).thrown);
  }

  @Test
  void sleepWithoutARuntime_saysWhatToDo() {
    Context cx = Context.of(Waker.noop());
    Sleep sleep = Time.sleep(MS);

    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> sleep.poll(cx).isReady());

    assertTrue(thrown.getMessage().contains("AsyncRuntime.blockOn"));
  }

  @Test
  void loopOfSleepsThatAreOver_givesTheThreadBack() {
    Future<Void> loop = cx -> sleepForEver().poll(cx);
    HandCranked.Task<Void> spinning = executor.spawn(loop);
    HandCranked.Task<String> other = executor.spawn(Future.ready("other"));

    executor.step();
    executor.step();

    assertEquals("other", other.value());
    spinning.abort();
  }

  private static Future<Void> sleepForEver() {
    return Time.sleep(Duration.ZERO).then(done -> sleepForEver());
  }

  @Test
  void timeThatPassesUnnoticed_firesWhenTheWheelIsTurned() {
    HandCranked.Task<Void> task = sleeping(Duration.ofMillis(10));
    executor.stall(Duration.ofHours(5));
    HandCranked.Task<Void> late = sleeping(Duration.ofMillis(10));

    executor.pass(Duration.ZERO);

    assertTrue(task.isDone());
    assertFalse(late.isDone());
    executor.pass(Duration.ofMillis(10));
    assertTrue(late.isDone());
  }

  @Test
  void nullArguments_areRefusedByName() {
    assertEquals(
        "duration", assertThrows(NullPointerException.class, () -> Time.sleep(null)).getMessage());
    assertEquals(
        "instant",
        assertThrows(NullPointerException.class, () -> Time.sleepUntil(null)).getMessage());
  }

  @Test
  void pollOfASleepThatWaits_isPending() throws Exception {
    HandCranked.Task<Poll<Void>> polled = executor.start(cx -> Poll.ready(Time.sleep(MS).poll(cx)));

    assertTrue(polled.value().isPending());
  }
}
