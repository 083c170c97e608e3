package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Futures#pollFn}, {@link Futures#lazy} and {@link Futures#fuse}. */
class SingleTest {
  private final HandCranked executor = new HandCranked();
  private final List<String> log = new ArrayList<>();
  private final Context cx = Context.of(Waker.noop());
  private final IOException thrown = new IOException("expected");

  @Test
  void pollFn_isPolledByItsFunction() {
    Probe<Integer> inner = new Probe<>();
    HandCranked.Task<Integer> task = executor.start(Futures.pollFn(inner::poll));

    inner.complete(5);
    executor.run();

    assertEquals(5, task.value());
  }

  @Test
  void pollFnPolledAfterReady_isRefused() throws Exception {
    Future<Integer> future = Futures.pollFn(any -> Poll.ready(1));
    assertTrue(future.poll(cx).isReady());

    assertThrows(PollAfterEndException.class, () -> future.poll(cx).isReady());
  }

  @Test
  void pollFnPolledAfterAThrow_isRefused() {
    Future<Integer> future =
        Futures.pollFn(
            any -> {
              throw thrown;
            });
    assertSame(thrown, assertThrows(IOException.class, () -> future.poll(cx).isReady()));

    assertThrows(PollAfterEndException.class, () -> future.poll(cx).isReady());
  }

  @Test
  void pollFnThatReturnsNull_failsAndSaysSo() {
    Throwable failure = executor.start(Futures.<Integer>pollFn(any -> null)).thrown;

    assertInstanceOf(NullPointerException.class, failure);
    assertTrue(failure.getMessage().startsWith("the function given to pollFn returned null"));
  }

  @Test
  void pollFnCancelled_runsItsHookOnce() {
    Future<Integer> future = Futures.pollFn(any -> Poll.pending(), () -> log.add("hook"));

    future.cancel();
    future.cancel();

    assertEquals(List.of("hook"), log);
  }

  @Test
  void pollFnCancelledAfterItsEnd_doesNotRunItsHook() throws Exception {
    Future<Integer> future = Futures.pollFn(any -> Poll.ready(1), () -> log.add("hook"));
    assertTrue(future.poll(cx).isReady());

    future.cancel();

    assertEquals(List.of(), log);
  }

  @Test
  void lazy_buildsAtTheFirstPollOnly() {
    Future<Integer> future =
        Futures.lazy(
            () -> {
              log.add("built");
              return Future.ready(3);
            });
    assertEquals(List.of(), log);

    assertEquals(3, executor.start(future).value());
    assertEquals(List.of("built"), log);
  }

  @Test
  void lazyThatThrows_fails() {
    Future<Integer> future =
        Futures.lazy(
            () -> {
              throw thrown;
            });

    assertSame(thrown, executor.start(future).thrown);
  }

  @Test
  void fusePolledAfterReady_isPending() throws Exception {
    Future<Integer> fused = Futures.fuse(Future.ready(1));

    assertEquals(1, fused.poll(cx).get());
    assertTrue(fused.poll(cx).isPending());
    assertTrue(fused.poll(cx).isPending());
  }

  @Test
  void fusePolledAfterAThrow_isPending() throws Exception {
    Future<Integer> fused = Futures.fuse(Future.failed(thrown));
    assertSame(thrown, assertThrows(IOException.class, () -> fused.poll(cx).isReady()));

    assertTrue(fused.poll(cx).isPending());
  }

  @Test
  void fuseCancelledBeforeTheEnd_cancelsOnce() {
    Probe<Integer> child = new Probe<>();
    Future<Integer> fused = Futures.fuse(child);

    fused.cancel();
    fused.cancel();

    assertEquals(1, child.cancels);
  }

  @Test
  void fuseCancelledAfterTheEnd_cancelsNothing() throws Exception {
    Probe<Integer> child = new Probe<Integer>().ready(1);
    Future<Integer> fused = Futures.fuse(child);
    assertTrue(fused.poll(cx).isReady());

    fused.cancel();

    assertEquals(0, child.cancels);
  }
}
