package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Futures#join} and {@link Futures#select}. */
class PairTest {
  private final HandCranked executor = new HandCranked();
  private final List<String> log = new ArrayList<>();
  private final Probe<Integer> a = Probe.named("a", log);
  private final Probe<Integer> b = Probe.named("b", log);
  private final IOException thrown = new IOException("expected");

  @Test
  void join_waitsForBothAndCombines() {
    HandCranked.Task<Integer> task = executor.start(Futures.join(a, b, Integer::sum));

    b.complete(2);
    executor.run();
    assertFalse(task.isDone());

    a.complete(40);
    executor.run();
    assertEquals(42, task.value());
    assertEquals(2, b.polls, "never polled after it was ready");
  }

  @Test
  void joinOfReadyFutures_isReadyAtItsFirstPoll() {
    HandCranked.Task<Integer> task =
        executor.start(Futures.join(Future.ready(1), Future.ready("22"), (x, s) -> x + s.length()));

    assertEquals(3, task.value());
    assertEquals(1, task.polls);
  }

  @Test
  void joinWhoseFirstThrows_cancelsTheSecond() {
    HandCranked.Task<Integer> task = executor.start(Futures.join(a, b, Integer::sum));

    a.fail(thrown);
    executor.run();

    assertSame(thrown, task.thrown);
    assertEquals(0, a.cancels);
    assertEquals(1, b.cancels);
  }

  @Test
  void joinWhoseSecondThrowsAfterTheFirstWasReady_cancelsNobody() {
    HandCranked.Task<Integer> task = executor.start(Futures.join(a.ready(1), b, Integer::sum));

    b.fail(thrown);
    executor.run();

    assertSame(thrown, task.thrown);
    assertEquals(0, a.cancels + b.cancels);
  }

  @Test
  void joinWhoseChildThrowsInCancel_suppressesThat() {
    RuntimeException inCancel = new IllegalStateException("in cancel");
    HandCranked.Task<Integer> task =
        executor.start(Futures.join(a, b.throwingInCancel(inCancel), Integer::sum));

    a.fail(thrown);
    executor.run();

    assertSame(thrown, task.thrown);
    assertArrayEquals(new Throwable[] {inCancel}, thrown.getSuppressed());
  }

  @Test
  void joinWhoseCombineThrows_fails() {
    HandCranked.Task<Integer> task =
        executor.start(
            Futures.join(
                a.ready(1),
                b.ready(2),
                (x, y) -> {
                  throw thrown;
                }));

    assertSame(thrown, task.thrown);
    assertEquals(0, a.cancels + b.cancels);
  }

  @Test
  void joinCancelled_cancelsTheLastOneFirst() {
    HandCranked.Task<Integer> task = executor.start(Futures.join(a, b, Integer::sum));
    log.clear();

    task.abort();

    assertEquals(List.of("cancel b", "cancel a"), log);
  }

  @Test
  void joinCancelledAfterOneWasReady_cancelsTheOther() {
    HandCranked.Task<Integer> task = executor.start(Futures.join(a, b.ready(1), Integer::sum));
    log.clear();

    task.abort();

    assertEquals(List.of("cancel a"), log);
  }

  @Test
  void polledAgainAndAgain_theTwoTakeTurnsToBeFirst() {
    HandCranked.Task<Integer> task = executor.start(Futures.join(a, b, Integer::sum));
    task.wake();
    executor.run();

    assertEquals(List.of("poll a", "poll b", "poll b", "poll a"), log);
    task.abort();
  }

  @Test
  void select_givesTheFirstToEndAndCancelsTheOther() {
    HandCranked.Task<Selected<Integer, Integer>> task = executor.start(Futures.select(a, b));

    b.complete(2);
    executor.run();

    assertEquals(new Selected.Second<>(2), task.value());
    assertFalse(task.value().isFirst());
    assertEquals(1, a.cancels);
    assertEquals(0, b.cancels);
  }

  @Test
  void selectOfTwoReadyFutures_givesTheFirstAndCancelsTheSecond() {
    HandCranked.Task<Selected<Integer, Integer>> task =
        executor.start(Futures.select(a.ready(1), b.ready(2)));

    assertEquals(new Selected.First<>(1), task.value());
    assertTrue(task.value().isFirst());
    assertEquals(List.of("poll a", "cancel b"), log);
  }

  @Test
  void selectWhoseFirstToEndThrows_failsAndCancelsTheOther() {
    HandCranked.Task<Selected<Integer, Integer>> task = executor.start(Futures.select(a, b));

    b.fail(thrown);
    executor.run();

    assertSame(thrown, task.thrown);
    assertEquals(1, a.cancels);
  }

  @Test
  void selectWhoseLoserThrowsInCancel_stillGivesItsValue() {
    HandCranked.Task<Selected<Integer, Integer>> task =
        executor.start(
            Futures.select(
                a.ready(1), b.throwingInCancel(new IllegalStateException("expected by the test"))));

    assertEquals(new Selected.First<>(1), task.value());
  }

  @Test
  void polledAfterItsEnd_isRefused() throws Exception {
    Context cx = Context.of(Waker.noop());
    Future<Selected<Integer, Integer>> select = Futures.select(a.ready(1), b);
    assertTrue(select.poll(cx).isReady());

    assertThrows(PollAfterEndException.class, () -> select.poll(cx).isReady());
    select.cancel();
    assertEquals(1, b.cancels, "not cancelled twice");
  }

  @Test
  void nullArguments_areRefusedByName() {
    assertEquals(
        "second",
        assertThrows(NullPointerException.class, () -> Futures.select(a, null)).getMessage());
    assertEquals(
        "combine",
        assertThrows(NullPointerException.class, () -> Futures.join(a, b, null)).getMessage());
  }
}
