package dev.pollux.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Future;
import dev.pollux.HandCranked;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private static final Duration FIVE = Duration.ofMillis(5);

  private final HandCranked executor = new HandCranked();
  private final Probe<String> child = new Probe<>();

  @Test
  void childThatEndsInTime_givesItsValueAndTakesTheTimerBack() {
    HandCranked.Task<String> task = executor.start(Time.timeout(FIVE, child));
    assertEquals(1, executor.wheel.size());

    child.complete("in time");
    executor.run();

    assertEquals("in time", task.value());
    assertEquals(0, executor.wheel.size());
  }

  @Test
  void childThatIsReadyAtOnce_costsNoTimer() {
    HandCranked.Task<String> task = executor.start(Time.timeout(FIVE, child.ready("at once")));

    assertEquals("at once", task.value());
    assertEquals(Long.MAX_VALUE, executor.wheel.nextDeadline(), "no timer was ever filed");
  }

  @Test
  void childThatIsLate_isCancelledAndTheExceptionNamesTheDuration() {
    HandCranked.Task<String> task = executor.start(Time.timeout(FIVE, child));

    executor.pass(FIVE);

    assertInstanceOf(TimeoutException.class, task.thrown);
    assertEquals(
        "not done within 5 ms (PT0.005S), so probe was cancelled. Allow more time, or handle the"
            + " delay with recover",
        task.thrown.getMessage());
    assertEquals(1, child.cancels);
  }

  @Test
  void childThatIsReadyAtTheDeadline_wins() {
    HandCranked.Task<String> task = executor.start(Time.timeout(FIVE, child));

    child.ready("just so");
    executor.pass(FIVE);

    assertEquals("just so", task.value());
    assertEquals(0, child.cancels);
  }

  @Test
  void childThatIsReadyLongAfterTheDeadlineButBeforeThePoll_wins() {
    HandCranked.Task<String> task = executor.start(Time.timeout(FIVE, child));

    executor.stall(Duration.ofHours(1));
    child.complete("late but there");
    executor.run();

    assertEquals("late but there", task.value());
    assertEquals(0, executor.wheel.size());
  }

  @Test
  void childThatSpendsEveryBudget_doesNotPutTheDeadlineOff() {
    Future<String> greedy =
        cx -> {
          while (cx.proceed()) {
            cx.spend();
          }
          return Poll.pending();
        };
    HandCranked.Task<String> task = executor.spawn(Time.timeout(FIVE, greedy));
    executor.step();
    assertFalse(task.isDone());

    executor.stall(FIVE);
    executor.wheel.advance();
    executor.step();

    assertInstanceOf(TimeoutException.class, task.thrown);
  }

  @Test
  void childThatThrows_failsTheWholeAndTakesTheTimerBack() {
    IOException thrown = new IOException("expected");
    HandCranked.Task<String> task = executor.start(Time.timeout(FIVE, child));

    child.fail(thrown);
    executor.run();

    assertSame(thrown, task.thrown);
    assertEquals(0, executor.wheel.size());
    assertEquals(0, child.cancels);
  }

  @Test
  void childThatThrowsInCancel_isSuppressed() {
    RuntimeException inCancel = new IllegalStateException("in cancel");
    HandCranked.Task<String> task =
        executor.start(Time.timeout(FIVE, child.throwingInCancel(inCancel)));

    executor.pass(FIVE);

    assertInstanceOf(TimeoutException.class, task.thrown);
    assertArrayEquals(new Throwable[] {inCancel}, task.thrown.getSuppressed());
  }

  @Test
  void timeoutOfZero_givesTheChildOnePoll() {
    assertEquals("v", executor.start(Time.timeout(Duration.ZERO, Future.ready("v"))).value());
    assertInstanceOf(
        TimeoutException.class, executor.start(Time.timeout(Duration.ZERO, child)).thrown);
  }

  @Test
  void timeoutOfTheLongestDuration_neverComes() {
    HandCranked.Task<String> task =
        executor.start(Time.timeout(Duration.ofSeconds(Long.MAX_VALUE), child));

    executor.pass(Duration.ofDays(50 * 365));

    assertFalse(task.isDone());
    task.abort();
  }

  @Test
  void building_doesNotLetTheTimeRun() {
    Future<String> timeout = Time.timeout(FIVE, child);
    executor.pass(Duration.ofSeconds(1));

    assertFalse(executor.start(timeout).isDone());
    timeout.cancel();
  }

  @Test
  void abort_cancelsTheChildAndTakesTheTimerBack() {
    HandCranked.Task<String> task = executor.start(Time.timeout(FIVE, child));

    task.abort();

    assertEquals(1, child.cancels);
    assertEquals(0, executor.wheel.size());
  }

  @Test
  void nestedTimeouts_theShorterOneEnds() {
    HandCranked.Task<String> task =
        executor.start(
            Time.timeout(Duration.ofMillis(50), Time.timeout(FIVE, child))
                .recover(TimeoutException.class, e -> "recovered"));

    executor.pass(FIVE);

    assertEquals("recovered", task.value());
    assertEquals(0, executor.wheel.size());
  }

  @Test
  void polledAfterItsEnd_isRefused() {
    Future<String> timeout = Time.timeout(FIVE, child.ready("once"));
    assertTrue(executor.start(timeout).isDone());

    assertInstanceOf(PollAfterEndException.class, executor.start(timeout).thrown);
  }
}
