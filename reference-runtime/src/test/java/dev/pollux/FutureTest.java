package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FutureTest {
  private final HandCranked executor = new HandCranked();
  private final List<String> log = new ArrayList<>();
  private final Context cx = Context.of(Waker.noop());

  @Test
  void ready_isReadyAtItsFirstPoll() {
    assertEquals("value", executor.start(Future.ready("value")).value());
  }

  @Test
  void readyWithNull_isReadyWithNull() {
    assertNull(executor.start(Future.<@Nullable String>ready(null)).value());
  }

  @Test
  void failed_throwsWhatItWasGiven() {
    IOException thrown = new IOException("expected");

    assertSame(thrown, executor.start(Future.failed(thrown)).thrown);
  }

  @Test
  void failedWithAnError_throwsIt() {
    Error thrown = new AssertionError("expected");

    assertSame(thrown, executor.start(Future.failed(thrown)).thrown);
  }

  @Test
  void pending_isPendingForEver() {
    HandCranked.Task<Object> task = executor.start(Future.pending());
    task.wake();
    executor.run();

    assertFalse(task.isDone());
  }

  @Test
  void building_doesNothing() {
    Probe<Integer> source = Probe.<Integer>named("source", log).ready(1);

    Future<Integer> built =
        source
            .map(value -> log.add("map") ? value : value)
            .then(value -> Future.ready(value))
            .recover(e -> 0)
            .onCancel(() -> log.add("hook"));

    assertEquals(List.of(), log);
    built.cancel();
  }

  @Test
  void map_appliesTheFunctionToTheValue() {
    assertEquals(5, executor.start(Future.ready("hello").map(String::length)).value());
  }

  @Test
  void mapThatThrows_failsTheFuture() {
    IOException thrown = new IOException("expected");

    Future<Object> mapped =
        Future.ready(1)
            .map(
                value -> {
                  throw thrown;
                });

    assertSame(thrown, executor.start(mapped).thrown);
  }

  @Test
  void mapOfAPendingFuture_waitsForIt() {
    Probe<Integer> source = new Probe<>();
    HandCranked.Task<Integer> task = executor.start(source.map(value -> value + 1));
    assertFalse(task.isDone());

    source.complete(41);
    executor.run();

    assertEquals(42, task.value());
    assertEquals(2, task.polls);
  }

  @Test
  void then_goesOnWithTheNextFuture() {
    Probe<Integer> first = new Probe<>();
    Probe<String> second = new Probe<>();
    HandCranked.Task<String> task = executor.start(first.then(value -> second));
    assertEquals(0, second.polls);

    first.complete(1);
    executor.run();
    assertEquals(1, second.polls);

    second.complete("done");
    executor.run();
    assertEquals("done", task.value());
    assertEquals(2, first.polls);
  }

  @Test
  void thenOfAFailure_isNotApplied() {
    IOException thrown = new IOException("expected");

    Future<Object> chain =
        Future.failed(thrown)
            .then(
                value -> {
                  throw new AssertionError("applied to a failure");
                });

    assertSame(thrown, executor.start(chain).thrown);
  }

  @Test
  void thenThatReturnsNull_failsAndSaysWhichFunction() {
    Throwable thrown = executor.start(Future.ready(1).then(value -> null)).thrown;

    assertInstanceOf(NullPointerException.class, thrown);
    assertEquals(
        "the function given to Future.then returned null: return a future, such as"
            + " Future.ready(value)",
        thrown.getMessage());
  }

  @Test
  void pollThatReturnsNull_failsAndNamesTheFuture() {
    Future<Integer> broken =
        new Future<>() {
          @Override
          public Poll<Integer> poll(Context cx) {
            return null;
          }

          @Override
          public String toString() {
            return "broken";
          }
        };

    Throwable thrown = executor.start(broken.map(value -> value + 1)).thrown;

    assertInstanceOf(NullPointerException.class, thrown);
    assertTrue(thrown.getMessage().startsWith("poll() of broken returned null"));
  }

  @Test
  void recover_putsAValueInThePlaceOfAnException() {
    Future<String> recovered =
        Future.<String>failed(new IOException("gone")).recover(e -> "was " + e.getMessage());

    assertEquals("was gone", executor.start(recovered).value());
  }

  @Test
  void recoverOfAValue_passesIt() {
    assertEquals("value", executor.start(Future.ready("value").recover(e -> "other")).value());
  }

  @Test
  void recoverOfAnError_passesIt() {
    AssertionError error = new AssertionError("expected");

    assertSame(error, executor.start(Future.failed(error).recover(e -> "other")).thrown);
  }

  @Test
  void recoverThatThrowsAgain_failsWithThat() {
    IOException thrown = new IOException("expected");

    Future<Object> chain =
        Future.failed(thrown)
            .recover(
                e -> {
                  throw e;
                });

    assertSame(thrown, executor.start(chain).thrown);
  }

  @Test
  void recoverOfOneType_takesThatType() {
    Future<String> chain =
        Future.<String>failed(new IOException("io")).recover(IOException.class, e -> "recovered");

    assertEquals("recovered", executor.start(chain).value());
  }

  @Test
  void recoverOfOneType_passesOthers() {
    RuntimeException thrown = new IllegalArgumentException("expected");

    Future<String> chain = Future.<String>failed(thrown).recover(IOException.class, e -> "no");

    assertSame(thrown, executor.start(chain).thrown);
  }

  @Test
  void recoverWith_goesOnWithTheNextFuture() {
    Probe<String> fallback = new Probe<>();
    HandCranked.Task<String> task =
        executor.start(Future.<String>failed(new IOException("gone")).recoverWith(e -> fallback));
    assertFalse(task.isDone());

    fallback.complete("fallback");
    executor.run();

    assertEquals("fallback", task.value());
  }

  @Test
  void recoverAfterThen_catchesBoth() {
    Future<String> inner =
        Future.ready(1).then(v -> Future.<String>failed(new IOException("inner")));

    assertEquals("inner", executor.start(inner.recover(Exception::getMessage)).value());
  }

  @Test
  void recoverInsideThen_doesNotCatchWhatComesAfterIt() {
    IOException thrown = new IOException("after");
    Future<String> chain =
        Future.ready(1)
            .then(v -> Future.ready("fine").recover(e -> "caught"))
            .then(v -> Future.failed(thrown));

    assertSame(thrown, executor.start(chain).thrown);
  }

  @Test
  void cancel_reachesTheFutureInWorkAndThenTheHooksInsideOut() {
    Probe<Integer> first = Probe.<Integer>named("first", log).ready(1);
    Probe<Integer> second = Probe.named("second", log);
    HandCranked.Task<Integer> task =
        executor.start(
            first
                .onCancel(() -> log.add("first's hook"))
                .then(value -> second.onCancel(() -> log.add("second's hook")))
                .onCancel(() -> log.add("outer hook")));
    log.clear();

    task.abort();

    assertEquals(List.of("cancel second", "second's hook", "outer hook"), log);
  }

  @Test
  void cancelBeforeTheFirstPoll_reachesSourceAndHook() {
    Future<Integer> chain =
        Probe.<Integer>named("source", log).map(v -> v).onCancel(() -> log.add("hook"));

    chain.cancel();

    assertEquals(List.of("cancel source", "hook"), log);
  }

  @Test
  void cancelTwice_cancelsOnce() {
    Future<Integer> chain = Probe.<Integer>named("source", log).onCancel(() -> log.add("hook"));

    chain.cancel();
    chain.cancel();

    assertEquals(List.of("cancel source", "hook"), log);
  }

  @Test
  void cancelThatThrowsInside_stillReachesTheRest() {
    Future<Integer> chain =
        Probe.<Integer>named("source", log)
            .throwingInCancel(new IllegalStateException("expected by the test"))
            .onCancel(() -> log.add("hook"));

    chain.cancel();

    assertEquals(List.of("cancel source", "hook"), log);
  }

  @Test
  void onCancelOfAFutureThatEnds_doesNotRun() {
    HandCranked.Task<Integer> task =
        executor.start(Future.ready(1).onCancel(() -> log.add("hook")));

    assertEquals(1, task.value());
    assertEquals(List.of(), log);
  }

  @Test
  void pollAfterReady_saysWhatToDo() throws Exception {
    Future<Integer> mapped = Future.ready(1).map(v -> v);
    assertTrue(mapped.poll(cx).isReady());

    PollAfterEndException thrown =
        assertThrows(PollAfterEndException.class, () -> mapped.poll(cx).isReady());

    assertEquals(
        "MapFuture was polled again after it had ended. A future gives its result once: keep the"
            + " result, stop polling after Ready or a throw, or wrap it in Futures.fuse; for several"
            + " readers use Futures.shared",
        thrown.getMessage());
  }

  @Test
  void pollAfterAThrow_isRefused() {
    Future<Integer> failed = Future.failed(new IOException("first"));
    assertThrows(IOException.class, () -> failed.poll(cx).isReady());

    assertThrows(PollAfterEndException.class, () -> failed.poll(cx).isReady());
  }

  @Test
  void pollAfterCancel_isRefused() {
    Future<Integer> chain = new Probe<Integer>().map(v -> v);
    chain.cancel();

    assertThrows(PollAfterEndException.class, () -> chain.poll(cx).isReady());
  }

  @Test
  void pollOfAFutureThatAChainTookOver_isRefused() throws Exception {
    Future<Integer> inner = new Probe<Integer>().map(v -> v);
    Future<Integer> outer = inner.map(v -> v);
    assertTrue(outer.poll(cx).isPending());

    PollAfterEndException thrown =
        assertThrows(PollAfterEndException.class, () -> inner.poll(cx).isReady());

    assertTrue(thrown.getMessage().contains("belongs to another future"));
  }

  @Test
  void longChain_needsNoStack() {
    Future<Integer> chain =
        IntStream.range(0, 200_000)
            .boxed()
            .reduce(
                Future.ready(0),
                (future, step) -> future.map(value -> value + 1),
                (left, right) -> left);

    assertEquals(200_000, executor.start(chain).value());
  }

  @Test
  void cancelOfALongChain_needsNoStack() {
    Probe<Integer> source = new Probe<>();
    Future<Integer> chain =
        IntStream.range(0, 200_000)
            .boxed()
            .reduce(
                (Future<Integer>) source,
                (future, step) -> future.onCancel(() -> {}),
                (left, right) -> left);

    chain.cancel();

    assertEquals(1, source.cancels);
  }

  private static Future<Integer> countDown(int from) {
    return Future.ready(from).then(value -> value == 0 ? Future.ready(-1) : countDown(value - 1));
  }

  @Test
  void functionThatEndsWithThen_mayCallItselfForLong() {
    assertEquals(-1, executor.start(countDown(200_000)).value());
  }

  private static Future<Integer> forEver(AtomicInteger rounds) {
    return Future.ready(rounds.incrementAndGet()).then(value -> forEver(rounds));
  }

  @Test
  void loopThatNeverWaits_givesTheThreadBack() {
    AtomicInteger rounds = new AtomicInteger();
    HandCranked.Task<Integer> spinning = executor.spawn(forEver(rounds));
    HandCranked.Task<String> other = executor.spawn(Future.ready("other"));

    executor.step();
    executor.step();

    assertEquals("other", other.value());
    assertFalse(spinning.isDone());
    assertFalse(executor.isIdle(), "the loop is woken again");
    spinning.abort();
  }

  @Test
  void nullArguments_areRefusedByName() {
    Future<Integer> future = Future.ready(1);

    assertEquals(
        "function", assertThrows(NullPointerException.class, () -> future.map(null)).getMessage());
    assertEquals(
        "next", assertThrows(NullPointerException.class, () -> future.then(null)).getMessage());
    assertEquals(
        "hook", assertThrows(NullPointerException.class, () -> future.onCancel(null)).getMessage());
    assertEquals(
        "thrown", assertThrows(NullPointerException.class, () -> Future.failed(null)).getMessage());
  }
}
