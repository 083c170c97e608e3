package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link Futures#joinAll}, {@link Futures#tryJoinAll} and {@link Futures#race}. */
class ManyTest {
  private final HandCranked executor = new HandCranked();
  private final List<String> log = new ArrayList<>();
  private final Probe<Integer> a = Probe.named("a", log);
  private final Probe<Integer> b = Probe.named("b", log);
  private final Probe<Integer> c = Probe.named("c", log);
  private final IOException thrown = new IOException("expected");
  private final IOException later = new IOException("later");

  @Test
  void joinAll_givesTheValuesInTheOrderOfTheFutures() {
    HandCranked.Task<List<Integer>> task = executor.start(Futures.joinAll(List.of(a, b, c)));

    c.complete(3);
    executor.run();
    a.complete(1);
    executor.run();
    assertFalse(task.isDone());
    b.complete(2);
    executor.run();

    assertEquals(List.of(1, 2, 3), task.value());
  }

  @Test
  void joinAllOfNone_isReadyWithNone() {
    assertEquals(List.of(), executor.start(Futures.joinAll(List.of())).value());
  }

  @Test
  void joinAllOfNullValues_keepsThem() {
    HandCranked.Task<List<@Nullable Integer>> task =
        executor.start(Futures.joinAll(Future.<@Nullable Integer>ready(null), Future.ready(2)));

    assertNull(task.value().get(0));
    assertEquals(2, task.value().get(1));
  }

  @Test
  void joinAllsList_cannotBeChanged() {
    List<Integer> values = executor.start(Futures.joinAll(a.ready(1))).value();

    assertThrows(UnsupportedOperationException.class, () -> values.set(0, 2));
  }

  @Test
  void wakingOneChild_pollsThatOneOnly() {
    HandCranked.Task<List<Integer>> task = executor.start(Futures.joinAll(a, b, c));
    log.clear();

    b.wake();
    executor.run();

    assertEquals(List.of("poll b"), log);
    task.abort();
  }

  @Test
  void wakingSeveralChildren_pollsThemInThatOrderInOnePoll() {
    HandCranked.Task<List<Integer>> task = executor.start(Futures.joinAll(a, b, c));
    log.clear();

    c.wake();
    a.wake();
    c.wake();
    executor.run();

    assertEquals(List.of("poll c", "poll a"), log);
    assertEquals(2, task.polls);
    task.abort();
  }

  @Test
  void childWokenWhileTheWakerChanges_isPolledAtOnce() throws Exception {
    Future<List<Integer>> all = Futures.joinAll(a, b);
    assertTrue(all.poll(Context.of(Waker.noop())).isPending());
    Context changing =
        () -> {
          a.wake();
          return Waker.noop();
        };

    assertTrue(all.poll(changing).isPending());

    assertEquals(2, a.polls, "the wake went to the waker before, so this poll must see it");
    all.cancel();
  }

  @Test
  void spuriousPoll_pollsNoChild() {
    HandCranked.Task<List<Integer>> task = executor.start(Futures.joinAll(a, b, c));
    log.clear();

    task.wake();
    executor.run();

    assertEquals(List.of(), log);
    task.abort();
  }

  @Test
  void childThatWakesItself_hasItsTurnInTheNextPoll() {
    Future<Integer> busy =
        cx -> {
          log.add("busy");
          cx.waker().wake();
          return Poll.pending();
        };
    HandCranked.Task<List<Integer>> task = executor.spawn(Futures.joinAll(busy, a));

    executor.step();
    assertEquals(List.of("busy", "poll a"), log);
    executor.step();
    assertEquals(List.of("busy", "poll a", "busy"), log);
    task.abort();
  }

  @Test
  void childRefusedByTheBudget_isPolledAgain() {
    Future<Integer> greedy =
        new Future<>() {
          private int left = 3 * HandCranked.BUDGET;

          @Override
          public Poll<Integer> poll(Context cx) {
            while (left > 0) {
              if (!cx.proceed()) {
                return Poll.pending();
              }
              left--;
              cx.spend();
            }
            return Poll.ready(7);
          }
        };

    HandCranked.Task<List<Integer>> task = executor.start(Futures.joinAll(a.ready(1), greedy));

    assertEquals(List.of(1, 7), task.value());
    assertEquals(1, a.polls);
  }

  @Test
  void joinAllWithFailures_waitsForAllAndThrowsTheFirst() {
    HandCranked.Task<List<Integer>> task = executor.start(Futures.joinAll(a, b, c));

    b.fail(thrown);
    executor.run();
    a.fail(later);
    executor.run();
    assertFalse(task.isDone());
    c.complete(3);
    executor.run();

    assertSame(thrown, task.thrown);
    assertArrayEquals(new Throwable[] {later}, thrown.getSuppressed());
    assertEquals(0, a.cancels + b.cancels + c.cancels);
  }

  @Test
  void joinAllWithTheSameFailureTwice_throwsItWithoutSuppressingItself() {
    HandCranked.Task<List<Integer>> task =
        executor.start(Futures.joinAll(a.failing(thrown), b.failing(thrown)));

    assertSame(thrown, task.thrown);
    assertEquals(0, thrown.getSuppressed().length);
  }

  @Test
  void tryJoinAll_givesTheValuesInTheOrderOfTheFutures() {
    assertEquals(
        List.of(1, 2), executor.start(Futures.tryJoinAll(List.of(a.ready(1), b.ready(2)))).value());
  }

  @Test
  void tryJoinAllWithAFailure_cancelsTheRestTheLastOneFirst() {
    HandCranked.Task<List<Integer>> task = executor.start(Futures.tryJoinAll(a, b, c));
    log.clear();

    b.fail(thrown);
    executor.run();

    assertSame(thrown, task.thrown);
    assertEquals(List.of("poll b", "cancel c", "cancel a"), log);
  }

  @Test
  void tryJoinAllWhoseFirstPollFails_doesNotStartTheRest() {
    HandCranked.Task<List<Integer>> task = executor.start(Futures.tryJoinAll(a.failing(thrown), b));

    assertSame(thrown, task.thrown);
    assertEquals(0, b.polls);
    assertEquals(1, b.cancels);
  }

  @Test
  void race_endsWithTheFirstValueAndCancelsTheRest() {
    HandCranked.Task<Integer> task = executor.start(Futures.race(List.of(a, b, c)));
    log.clear();

    b.complete(2);
    executor.run();

    assertEquals(2, task.value());
    assertEquals(List.of("poll b", "cancel c", "cancel a"), log);
  }

  @Test
  void raceWhoseFirstToEndThrows_failsWithThat() {
    HandCranked.Task<Integer> task = executor.start(Futures.race(a, b));

    a.fail(thrown);
    executor.run();

    assertSame(thrown, task.thrown);
    assertEquals(1, b.cancels);
  }

  @Test
  void raceOfTwoThatEndTogether_isWonByTheOneWokenFirst() {
    HandCranked.Task<Integer> task = executor.start(Futures.race(a, b));

    b.complete(2);
    a.complete(1);
    executor.run();

    assertEquals(2, task.value());
    assertEquals(1, a.cancels);
  }

  @Test
  void raceWithNullAsValue_endsWithNull() {
    assertNull(executor.start(Futures.race(Future.<@Nullable Integer>ready(null), b)).value());
  }

  @Test
  void raceOfNone_isRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Futures.race(List.of()));

    assertEquals(
        "a race of no futures would never end: pass at least one, or use Future.pending()",
        refused.getMessage());
  }

  @Test
  void cancelled_cancelsTheLastOneFirst() {
    HandCranked.Task<List<Integer>> task = executor.start(Futures.joinAll(a, b, c));
    log.clear();

    task.abort();

    assertEquals(List.of("cancel c", "cancel b", "cancel a"), log);
  }

  @Test
  void cancelledBeforeItsFirstPoll_isHarmless() {
    Futures.joinAll(a, b).cancel();
    Futures.race(c).cancel();

    assertEquals(List.of("cancel b", "cancel a", "cancel c"), log);
  }

  @Test
  void wakerOfAChild_afterTheEnd_wakesNobody() {
    HandCranked.Task<Integer> task = executor.start(Futures.race(a, b.ready(1)));
    int wakes = task.wakes;

    a.wake();

    assertEquals(wakes, task.wakes);
  }

  @Test
  void polledAfterItsEnd_isRefused() throws Exception {
    Context cx = Context.of(Waker.noop());
    Future<List<Integer>> joined = Futures.joinAll(a.ready(1));
    assertTrue(joined.poll(cx).isReady());

    assertThrows(PollAfterEndException.class, () -> joined.poll(cx).isReady());
  }

  @Test
  void tenThousandChildrenWokenOneByOne_arePolledTwiceEach() {
    List<Probe<Integer>> children =
        Stream.generate(() -> Probe.<Integer>named("child", log)).limit(10_000).toList();
    HandCranked.Task<List<Integer>> task = executor.start(Futures.joinAll(children));

    children.forEach(
        child -> {
          child.complete(1);
          executor.run();
        });

    assertEquals(10_000, task.value().size());
    assertEquals(20_000, log.size());
  }

  @Test
  void nullElement_isRefusedByItsPlace() {
    NullPointerException refused =
        assertThrows(NullPointerException.class, () -> Futures.joinAll(Arrays.asList(a, null, c)));

    assertEquals("futures[1] is null: pass a future", refused.getMessage());
  }
}
