package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Futures#using}. */
class UsingTest {
  private final HandCranked executor = new HandCranked();
  private final List<String> log = new ArrayList<>();
  private final IOException thrown = new IOException("expected");
  private final Probe<AutoCloseable> open = Probe.named("open", log);
  private final Probe<Integer> body = Probe.named("body", log);
  private final AutoCloseable resource = () -> log.add("close");

  @Test
  void bodyThatEnds_closesTheResourceAndGivesTheValue() {
    HandCranked.Task<Integer> task = executor.start(Futures.using(open, opened -> body));
    open.complete(resource);
    executor.run();
    body.complete(7);
    executor.run();

    assertEquals(7, task.value());
    assertEquals(List.of("poll open", "poll open", "poll body", "poll body", "close"), log);
  }

  @Test
  void openedByACall_opensAtTheFirstPollOnly() {
    Future<Integer> using =
        Futures.using(
            () -> {
              log.add("open");
              return resource;
            },
            opened -> body.ready(1));
    assertEquals(List.of(), log);

    assertEquals(1, executor.start(using).value());
    assertEquals(List.of("open", "poll body", "close"), log);
  }

  @Test
  void openThatThrows_closesNothing() {
    HandCranked.Task<Integer> task =
        executor.start(Futures.using(open.failing(thrown), opened -> body));

    assertSame(thrown, task.thrown);
    assertEquals(List.of("poll open"), log);
  }

  @Test
  void bodyThatThrows_closesTheResource() {
    HandCranked.Task<Integer> task =
        executor.start(Futures.using(open.ready(resource), opened -> body.failing(thrown)));

    assertSame(thrown, task.thrown);
    assertEquals(List.of("poll open", "poll body", "close"), log);
  }

  @Test
  void functionThatThrows_closesTheResource() {
    HandCranked.Task<Integer> task =
        executor.start(
            Futures.using(
                open.ready(resource),
                opened -> {
                  throw thrown;
                }));

    assertSame(thrown, task.thrown);
    assertEquals(List.of("poll open", "close"), log);
  }

  @Test
  void closeThatThrowsAfterTheBody_failsTheWhole() {
    HandCranked.Task<Integer> task =
        executor.start(
            Futures.using(
                open.ready(
                    () -> {
                      throw thrown;
                    }),
                opened -> body.ready(1)));

    assertSame(thrown, task.thrown);
  }

  @Test
  void closeThatThrowsAfterAFailure_isSuppressed() {
    IOException inClose = new IOException("in close");
    HandCranked.Task<Integer> task =
        executor.start(
            Futures.using(
                open.ready(
                    () -> {
                      throw inClose;
                    }),
                opened -> body.failing(thrown)));

    assertSame(thrown, task.thrown);
    assertArrayEquals(new Throwable[] {inClose}, thrown.getSuppressed());
  }

  @Test
  void cancelWhileOpening_cancelsTheOpening() {
    HandCranked.Task<Integer> task = executor.start(Futures.using(open, opened -> body));

    task.abort();

    assertEquals(List.of("poll open", "cancel open"), log);
  }

  @Test
  void cancelInUse_cancelsTheBodyAndThenCloses() {
    HandCranked.Task<Integer> task =
        executor.start(Futures.using(open.ready(resource), opened -> body));
    log.clear();

    task.abort();

    assertEquals(List.of("cancel body", "close"), log);
  }

  @Test
  void cancelOfABodyThatThrowsInCancel_stillCloses() {
    HandCranked.Task<Integer> task =
        executor.start(
            Futures.using(
                open.ready(resource),
                opened ->
                    body.throwingInCancel(new IllegalStateException("expected by the test"))));
    log.clear();

    task.abort();

    assertEquals(List.of("cancel body", "close"), log);
  }

  @Test
  void resourceThatIsNull_failsAndSaysSo() {
    HandCranked.Task<Integer> task =
        executor.start(Futures.using(open.ready(null), opened -> body));

    assertInstanceOf(NullPointerException.class, task.thrown);
    assertEquals("the resource that using opened is null: open one", task.thrown.getMessage());
  }

  @Test
  void bodyThatIsNull_failsSaysSoAndCloses() {
    HandCranked.Task<Integer> task =
        executor.start(Futures.using(open.ready(resource), opened -> null));

    assertInstanceOf(NullPointerException.class, task.thrown);
    assertEquals(List.of("poll open", "close"), log);
  }
}
