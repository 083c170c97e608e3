package dev.pollux.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Oneshot;
import dev.pollux.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterleavingsTest {

  /** Three tasks, each of which says its name once. */
  private static void threeTasks(AsyncRuntime runtime, Set<String> seen) {
    StringBuilder order = new StringBuilder();
    List<JoinHandle<Void>> handles = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      handles.add(
          runtime.spawn(
              cx -> {
                order.append(name);
                return Poll.ready();
              }));
    }
    runtime.blockOn(Futures.joinAll(handles));
    seen.add(order.toString());
  }

  @Test
  void exhaustive_runsEveryOrderOfThreeTasks() {
    Set<String> seen = new HashSet<>();

    Interleavings.Exploration done =
        Interleavings.exhaustive(10_000).check(runtime -> threeTasks(runtime, seen));

    assertEquals(Set.of("abc", "acb", "bac", "bca", "cab", "cba"), seen);
    assertTrue(done.complete());
  }

  @Test
  void exhaustive_stopsAtTheMostAndSaysSo() {
    Interleavings.Exploration done =
        Interleavings.exhaustive(3).check(runtime -> threeTasks(runtime, new HashSet<>()));

    assertEquals(new Interleavings.Exploration(3, false), done);
  }

  @Test
  void random_runsManyOrdersAndTheSameOnesForASeed() {
    List<String> first = new ArrayList<>();
    List<String> again = new ArrayList<>();

    Interleavings.random(40, 7).check(runtime -> first.add(orderOf(runtime)));
    Interleavings.random(40, 7).check(runtime -> again.add(orderOf(runtime)));

    assertEquals(first, again);
    assertEquals(6, new HashSet<>(first).size());
  }

  private static String orderOf(AsyncRuntime runtime) {
    Set<String> one = new HashSet<>();
    threeTasks(runtime, one);
    return one.iterator().next();
  }

  /**
   * The planted bug: it takes for granted that the task spawned first is the first to run. It holds
   * wherever tasks run in the order in which they became ready.
   */
  private static void firstComeFirstServed(AsyncRuntime runtime) {
    AtomicInteger balance = new AtomicInteger();
    JoinHandle<Void> deposit = runtime.spawn(inOneTurn(() -> balance.addAndGet(10)));
    JoinHandle<Void> pay = runtime.spawn(inOneTurn(() -> balance.accumulateAndGet(10, spend())));
    runtime.blockOn(Futures.join(deposit, pay, (one, other) -> null));
    assertEquals(0, balance.get());
  }

  private static java.util.function.IntBinaryOperator spend() {
    return (has, price) -> has >= price ? has - price : has;
  }

  private static Future<Void> inOneTurn(Runnable what) {
    return cx -> {
      what.run();
      return Poll.ready();
    };
  }

  @Test
  void plantedBug_isFoundByTryingAllOrdersAndReplayed() {
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().pausedTime().build()) {
      firstComeFirstServed(runtime);
    }

    InterleavingError found =
        assertThrows(
            InterleavingError.class,
            () -> Interleavings.exhaustive(100).check(InterleavingsTest::firstComeFirstServed));

    assertTrue(found.order().startsWith("choices:"), found.order());
    assertSameAgain(found);
  }

  @Test
  void plantedBug_isFoundByRandomOrdersAndReplayedFromItsSeed() {
    InterleavingError found =
        assertThrows(
            InterleavingError.class,
            () -> Interleavings.random(100).check(InterleavingsTest::firstComeFirstServed));

    assertTrue(found.order().startsWith("seed:"), found.order());
    assertSameAgain(found);
  }

  private static void assertSameAgain(InterleavingError found) {
    assertTrue(found.getMessage().contains("replay(\"" + found.order() + "\")"));
    InterleavingError again =
        assertThrows(
            InterleavingError.class,
            () ->
                Interleavings.replay(found.order()).check(InterleavingsTest::firstComeFirstServed));
    assertEquals(found.order(), again.order());
    assertEquals(found.getCause().getMessage(), again.getCause().getMessage());
  }

  @Test
  void replay_ofAnOrderThatHolds_passes() {
    Interleavings.Exploration done =
        Interleavings.replay("choices:").check(InterleavingsTest::firstComeFirstServed);

    assertEquals(new Interleavings.Exploration(1, false), done);
  }

  @Test
  void schedulingSeed_givesTheOrderOfItsName() {
    Set<String> replayed = new HashSet<>();
    Set<String> built = new HashSet<>();

    Interleavings.replay("seed:99").check(runtime -> threeTasks(runtime, replayed));
    try (AsyncRuntime runtime =
        AsyncRuntime.builder().currentThread().pausedTime().schedulingSeed(99).build()) {
      threeTasks(runtime, built);
    }

    assertEquals(replayed, built);
  }

  @Test
  void schedulingSeedWithWorkers_isRejected() {
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> AsyncRuntime.builder().schedulingSeed(1).build().close());

    assertTrue(thrown.getMessage().contains("currentThread()"));
  }

  @Test
  void futureThatNobodyWakes_failsAtOnceAndNamesWhoWaits() {
    InterleavingError found =
        assertThrows(
            InterleavingError.class,
            () ->
                Interleavings.exhaustive(10)
                    .check(
                        runtime -> {
                          JoinHandle<Void> lost = runtime.spawn(Future.pending());
                          runtime.blockOn(lost);
                        }));

    assertTrue(found.getCause().getMessage().contains("nobody can go on"), found.getMessage());
    assertTrue(found.getCause().getMessage().contains("PendingFuture"), found.getMessage());
  }

  @Test
  void futureThatWakesItselfForEver_failsAfterAMillionPolls() {
    InterleavingError found =
        assertThrows(
            InterleavingError.class,
            () ->
                Interleavings.replay("choices:")
                    .check(
                        runtime ->
                            runtime.blockOn(
                                cx -> {
                                  cx.waker().wake();
                                  return Poll.pending();
                                })));

    assertTrue(found.getCause().getMessage().contains("no end of polls"), found.getMessage());
  }

  @Test
  void waitByYielding_letsOthersRun() {
    Interleavings.Exploration done =
        Interleavings.exhaustive(10_000)
            .check(
                runtime -> {
                  AtomicInteger flag = new AtomicInteger();
                  JoinHandle<Void> spinning = runtime.spawn(yieldUntil(flag));
                  JoinHandle<Void> setting = runtime.spawn(inOneTurn(flag::incrementAndGet));
                  runtime.blockOn(Futures.join(spinning, setting, (one, other) -> null));
                });

    assertTrue(done.complete());
  }

  private static Future<Void> yieldUntil(AtomicInteger flag) {
    return new Future<>() {
      private Future<Void> turn = Tasks.yieldNow();

      @Override
      public Poll<Void> poll(dev.pollux.Context cx) throws Exception {
        while (flag.get() == 0) {
          if (turn.poll(cx).isPending()) {
            return Poll.pending();
          }
          turn = Tasks.yieldNow();
        }
        return Poll.ready();
      }

      @Override
      public void cancel() {
        turn.cancel();
      }
    };
  }

  @Test
  void timersOfOneInstant_fireInEveryOrder() {
    Set<String> seen = new HashSet<>();

    Interleavings.exhaustive(10_000)
        .check(
            runtime -> {
              StringBuilder order = new StringBuilder();
              JoinHandle<Object> a = runtime.spawn(afterASecond(() -> order.append("a")));
              JoinHandle<Object> b = runtime.spawn(afterASecond(() -> order.append("b")));
              runtime.blockOn(Futures.join(a, b, (one, other) -> one));
              seen.add(order.toString());
            });

    assertEquals(Set.of("ab", "ba"), seen);
  }

  private static Future<Object> afterASecond(Runnable what) {
    return Time.sleep(Duration.ofSeconds(1))
        .map(
            done -> {
              what.run();
              return "done";
            });
  }

  @Test
  void spuriousWakes_pollWhoWaits() {
    AtomicInteger most = new AtomicInteger();

    Interleavings.random(2000)
        .withSpuriousWakes()
        .check(
            runtime -> {
              Oneshot.Channel<Integer> channel = Oneshot.channel();
              AtomicInteger polls = new AtomicInteger();
              JoinHandle<Integer> waiting =
                  runtime.spawn(
                      cx -> {
                        polls.incrementAndGet();
                        return channel.receiver().poll(cx);
                      });
              JoinHandle<Void> sending =
                  runtime.spawn(inOneTurn(() -> assertTrue(channel.sender().send(3))));
              assertEquals(3, runtime.blockOn(waiting));
              runtime.blockOn(sending);
              most.accumulateAndGet(polls.get(), Math::max);
            });

    assertTrue(most.get() > 2, () -> "polled at most " + most + " times");
  }

  @Test
  void spuriousFailure_isReplayed() {
    Interleavings.Scenario twoPollsAreEnough =
        runtime -> {
          AtomicInteger polls = new AtomicInteger();
          JoinHandle<Void> task =
              runtime.spawn(
                  Time.sleep(Duration.ofSeconds(1))
                      .map(
                          done -> {
                            polls.incrementAndGet();
                            return null;
                          }));
          Future<Void> counted = pollsCounted(task, polls);
          runtime.blockOn(counted);
          assertTrue(polls.get() <= 3, "polled too often");
        };
    InterleavingError found =
        assertThrows(
            InterleavingError.class,
            () -> Interleavings.random(2000).withSpuriousWakes().check(twoPollsAreEnough));

    assertTrue(found.order().startsWith("spurious-seed:"));
    assertThrows(
        InterleavingError.class,
        () -> Interleavings.replay(found.order()).check(twoPollsAreEnough));
    Interleavings.random(200).check(twoPollsAreEnough);
  }

  private static Future<Void> pollsCounted(JoinHandle<Void> task, AtomicInteger polls) {
    return cx -> {
      polls.incrementAndGet();
      return task.poll(cx);
    };
  }

  @Test
  void failureOfADetachedTask_fails() {
    assertThrows(
        InterleavingError.class,
        () ->
            Interleavings.exhaustive(10)
                .check(
                    runtime -> {
                      runtime
                          .spawn(
                              cx -> {
                                throw new IllegalStateException("on purpose");
                              })
                          .detach();
                      runtime.blockOn(Tasks.yieldNow());
                    }));
  }

  @Test
  void testThatDiffersFromRunToRun_isToldSo() {
    AtomicInteger runs = new AtomicInteger();

    InterleavingError found =
        assertThrows(
            InterleavingError.class,
            () ->
                Interleavings.exhaustive(100)
                    .check(
                        runtime -> {
                          List<JoinHandle<Void>> tasks = new ArrayList<>();
                          int count = 3 + runs.getAndIncrement();
                          for (int i = 0; i < count; i++) {
                            tasks.add(runtime.spawn(cx -> Poll.ready()));
                          }
                          runtime.blockOn(Futures.joinAll(tasks));
                        }));

    assertTrue(found.getCause().getMessage().contains("differs from run to run"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42", "seed:", "seed:x", "choices:1.", "choices:-1", "order:1"})
  void nameOfNoOrder_isRejected(String name) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Interleavings.replay(name));

    assertTrue(thrown.getMessage().contains("seed:42"));
  }

  @Test
  void spuriousWakesOfAllOrders_areRejected() {
    assertThrows(
        IllegalStateException.class, () -> Interleavings.exhaustive(1).withSpuriousWakes());
    assertThrows(IllegalArgumentException.class, () -> Interleavings.random(0));
  }

  @Test
  void otherSeed_showsAnotherOrder() {
    List<String> first = new ArrayList<>();
    List<String> other = new ArrayList<>();

    Interleavings.random(10, 1).check(runtime -> first.add(orderOf(runtime)));
    Interleavings.random(10, 2).check(runtime -> other.add(orderOf(runtime)));

    assertNotEquals(first, other);
    assertFalse(first.isEmpty());
  }
}
