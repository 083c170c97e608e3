package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SharedTest {
  private final HandCranked executor = new HandCranked();
  private final Probe<Integer> future = new Probe<>();
  private final Shared<Integer> first = Futures.shared(future);
  private final Shared<Integer> second = first.copy();

  @Test
  void allHandles_endWithTheValue() {
    HandCranked.Task<Integer> a = executor.start(first);
    HandCranked.Task<Integer> b = executor.start(second);

    future.complete(9);
    executor.run();

    assertEquals(9, a.value());
    assertEquals(9, b.value());
    assertEquals(2, future.polls, "once to start it, once to end it");
  }

  @Test
  void allHandles_throwTheSameException() {
    IOException thrown = new IOException("expected");
    HandCranked.Task<Integer> a = executor.start(first);
    HandCranked.Task<Integer> b = executor.start(second);

    future.fail(thrown);
    executor.run();

    assertSame(thrown, a.thrown);
    assertSame(thrown, b.thrown);
  }

  @Test
  void copyOfAHandleThatEnded_givesTheValueToo() {
    future.ready(9);
    assertEquals(9, executor.start(first).value());

    assertEquals(9, executor.start(first.copy()).value());
    assertEquals(1, future.polls);
    second.cancel();
  }

  @Test
  void wakeMeantForAHandleThatIsCancelled_reachesTheOthers() {
    HandCranked.Task<Integer> a = executor.start(first);
    HandCranked.Task<Integer> b = executor.start(second);

    future.complete(9);
    a.abort();
    executor.run();

    assertEquals(9, b.value());
  }

  @Test
  void wakeDuringThePoll_isNotLost() {
    Shared<Integer> handle =
        Futures.shared(
            new Future<>() {
              private int polls;

              @Override
              public Poll<Integer> poll(Context cx) {
                cx.waker().wake();
                return ++polls < 3 ? Poll.pending() : Poll.ready(polls);
              }
            });

    assertEquals(3, executor.start(handle).value());
  }

  @Test
  void cancelOfOneHandle_leavesTheFutureToTheOther() {
    first.cancel();

    assertEquals(0, future.cancels);
    future.ready(1);
    assertEquals(1, executor.start(second).value());
  }

  @Test
  void cancelOfTheLastHandle_cancelsTheFutureOnce() {
    HandCranked.Task<Integer> a = executor.start(first);
    a.abort();
    assertEquals(0, future.cancels);

    second.cancel();
    second.cancel();

    assertEquals(1, future.cancels);
  }

  @Test
  void lastHandleCancelledAfterTheEnd_cancelsNothing() {
    future.ready(1);
    assertEquals(1, executor.start(first).value());

    second.cancel();

    assertEquals(0, future.cancels);
  }

  @Test
  void handlePolledAfterItsEnd_isRefused() throws Exception {
    Context cx = Context.of(Waker.noop());
    future.ready(1);
    assertTrue(first.poll(cx).isReady());

    assertThrows(PollAfterEndException.class, () -> first.poll(cx).isReady());
    assertTrue(second.poll(cx).isReady());
  }

  @Test
  void copyOfACancelledHandle_isRefused() {
    first.cancel();

    assertThrows(IllegalStateException.class, first::copy);
    second.cancel();
  }

  @Test
  void spuriousPollOfAHandle_doesNotPollTheFuture() {
    HandCranked.Task<Integer> a = executor.start(first);
    a.wake();
    executor.run();

    assertEquals(1, future.polls);
    assertFalse(a.isDone());
    second.cancel();
  }
}
