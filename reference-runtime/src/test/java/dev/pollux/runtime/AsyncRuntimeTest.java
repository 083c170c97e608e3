package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for both kinds of runtime, as their users see it. */
@Timeout(30)
@SuppressWarnings("try") // a runtime is closed in the middle of a test
class AsyncRuntimeTest {

  private static Future<Integer> yields(int times) {
    return times == 0
        ? Future.ready(0)
        : Tasks.yieldNow().then(done -> yields(times - 1)).map(count -> count + 1);
  }

  private static <T> Future<T> hanging(Runnable onCancel) {
    return Future.<T>pending().onCancel(onCancel);
  }

  // ---- blockOn

  @ParameterizedTest
  @EnumSource
  void blockOn_givesTheValue(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      assertEquals("castor", runtime.blockOn(cx -> Poll.ready("castor")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockOn_throwsUncheckedAsItIsAndCheckedAsTheCause(Kind kind) {
    IllegalArgumentException unchecked = new IllegalArgumentException("unchecked");
    AssertionError error = new AssertionError("error");
    IOException checked = new IOException("checked");
    try (AsyncRuntime runtime = kind.create()) {
      assertSame(
          unchecked,
          assertThrows(
              IllegalArgumentException.class, () -> runtime.blockOn(Future.failed(unchecked))));
      assertSame(
          error, assertThrows(AssertionError.class, () -> runtime.blockOn(Future.failed(error))));
      assertSame(
          checked,
          assertThrows(CompletionException.class, () -> runtime.blockOn(Future.failed(checked)))
              .getCause());
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockOnThatIsInterrupted_cancelsItsFutureAndKeepsTheFlag(Kind kind) {
    List<String> log = new ArrayList<>();
    try (AsyncRuntime runtime = kind.create()) {
      Thread.currentThread().interrupt();

      CompletionException failure =
          assertThrows(
              CompletionException.class,
              () -> runtime.blockOn(hanging(() -> log.add("cancelled"))));

      assertTrue(Thread.interrupted());
      assertEquals(InterruptedException.class, failure.getCause().getClass());
      assertEquals(List.of("cancelled"), log);
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockOnInsideATask_isRefusedWithTheCure(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      JoinHandle<Integer> nested =
          runtime.spawn(cx -> Poll.ready(runtime.blockOn(Future.ready(1))));

      JoinException failure = assertThrows(JoinException.class, () -> runtime.blockOn(nested));

      assertEquals(IllegalStateException.class, failure.getCause().getClass());
      assertTrue(failure.getCause().getMessage().contains("spawnBlocking"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockOnInsideBlockOn_isRefused(Kind kind) {
    try (AsyncRuntime runtime = kind.create();
        AsyncRuntime other = kind.create()) {
      assertThrows(
          IllegalStateException.class,
          () -> runtime.blockOn(cx -> Poll.ready(other.blockOn(Future.ready(1)))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockOnInsideBlockingWork_isAllowed(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      JoinHandle<Integer> work = runtime.spawnBlocking(() -> runtime.blockOn(yields(7)));

      assertEquals(7, runtime.blockOn(work));
    }
  }

  // ---- tasks

  @ParameterizedTest
  @EnumSource
  void spawnedFuture_startsWithoutBeingJoined(Kind kind) {
    List<String> log = new ArrayList<>();
    try (AsyncRuntime runtime = kind.create()) {
      CountDownLatch started = new CountDownLatch(1);
      JoinHandle<Boolean> task =
          runtime.spawn(
              cx -> {
                log.add("polled");
                started.countDown();
                return Poll.ready(true);
              });

      assertTrue(runtime.blockOn(task));
      assertEquals(List.of("polled"), log);
    }
  }

  @ParameterizedTest
  @EnumSource
  void taskThatThrowsAnError_endsAloneAndItsThreadGoesOn(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      JoinHandle<Void> broken = runtime.spawn(Future.failed(new StackOverflowError()));
      JoinHandle<Integer> healthy = runtime.spawn(yields(20));

      assertThrows(JoinException.class, () -> runtime.blockOn(broken));
      assertEquals(20, runtime.blockOn(healthy));
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortedTask_isCancelledOnAThreadOfTheRuntime(Kind kind) {
    LinkedBlockingQueue<String> cancelledOn = new LinkedBlockingQueue<>();
    try (AsyncRuntime runtime = kind.create()) {
      JoinHandle<Void> task =
          runtime.spawn(hanging(() -> cancelledOn.add(Thread.currentThread().getName())));
      runtime.blockOn(yields(3));

      task.abort();
      JoinException failure = assertThrows(JoinException.class, () -> runtime.blockOn(task));

      assertTrue(failure.isAborted());
      assertEquals(1, cancelledOn.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortWhileItSleeps_endsTheTaskLongBeforeItsTime(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      JoinHandle<Void> sleeper = runtime.spawn(Time.sleep(Duration.ofDays(1)));
      runtime.blockOn(yields(3));

      sleeper.abort();

      assertThrows(JoinException.class, () -> runtime.blockOn(sleeper));
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitingThatIsCancelled_leavesTheTaskRunning(Kind kind) {
    AtomicInteger polls = new AtomicInteger();
    try (AsyncRuntime runtime = kind.create()) {
      JoinHandle<Integer> task = runtime.spawn(yields(50).map(done -> polls.incrementAndGet()));

      runtime.blockOn(Futures.select(task, Future.ready(1)));
      runtime.blockOn(
          Futures.pollFn(
              cx -> {
                cx.waker().wake();
                return task.isFinished() ? Poll.ready() : Poll.pending();
              }));

      assertEquals(1, polls.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void detachedFailure_reachesTheHandlerOnce(Kind kind) throws InterruptedException {
    LinkedBlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
    IllegalStateException failure = new IllegalStateException("on purpose");
    try (AsyncRuntime runtime =
        kind.builder().uncaughtExceptionHandler((thread, thrown) -> reported.add(thrown)).build()) {
      runtime.spawn(Future.failed(failure)).detach();
      runtime.blockOn(yields(3));

      assertSame(failure, reported.take());
    }
    assertTrue(reported.isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void tasksInsideATask_areSpawnedOnItsRuntime(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      Future<Integer> parent =
          Future.ready(1)
              .then(one -> Tasks.spawn(yields(2)))
              .then(two -> Tasks.spawnBlocking(() -> two + 40));

      assertEquals(42, runtime.blockOn(runtime.spawn(parent)));
      assertEquals(1, runtime.blockOn(runtime.spawnBlocking(() -> spawned(runtime))));
    }
  }

  private static int spawned(AsyncRuntime runtime) {
    return runtime.blockOn(Tasks.spawn(yields(1)));
  }

  @Test
  void tasksOutsideARuntime_sayWhereTheyBelong() {
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Tasks.spawn(yields(1)))
            .getMessage()
            .startsWith("Tasks.spawn was called where no runtime is at work"));
    assertThrows(IllegalStateException.class, () -> Tasks.spawnBlocking(() -> 1));
    assertThrows(
        IllegalStateException.class, () -> Tasks.yieldNow().poll(Context.of(Waker.noop())));
  }

  // ---- fairness

  @ParameterizedTest
  @EnumSource
  void tasksThatYieldForEver_leaveOthersTheirTurn(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      runtime.spawn(new YieldsForEver()).detach();
      runtime.spawn(new YieldsForEver()).detach();
      runtime.spawn(new YieldsForEver()).detach();
      runtime.spawn(new YieldsForEver()).detach();

      assertEquals(5, runtime.blockOn(runtime.spawn(yields(5))));
      runtime.blockOn(Time.sleep(Duration.ofMillis(5)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tasksThatWakeThemselves_leaveBlockOnAndTimersTheirTurn(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      runtime.spawn(new WakesItself()).detach();
      runtime.spawn(new WakesItself()).detach();
      runtime.spawn(new WakesItself()).detach();

      assertEquals(3, runtime.blockOn(runtime.spawn(yields(3))));
      runtime.blockOn(Time.sleep(Duration.ofMillis(5)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void leafThatIsAlwaysReady_givesWayAfter128Units(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      Greedy greedy = new Greedy(300);

      runtime.blockOn(runtime.spawn(greedy));

      assertEquals(List.of(128, 128, 44), greedy.unitsOfEachPoll);
    }
  }

  @ParameterizedTest
  @EnumSource
  void childThatIsOutOfBudget_isWokenBehindItsCombinator(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      int units =
          runtime.blockOn(
              Futures.join(new Greedy(200), new Greedy(200), (one, other) -> one + other));

      assertEquals(400, units);
    }
  }

  // ---- closing

  @ParameterizedTest
  @EnumSource
  void close_cancelsEveryTaskOnceAndEndsItsHandle(Kind kind) {
    AtomicInteger cancelled = new AtomicInteger();
    AsyncRuntime runtime = kind.create();
    List<JoinHandle<Void>> handles = new ArrayList<>();
    handles.add(runtime.spawn(hanging(cancelled::incrementAndGet)));
    handles.add(runtime.spawn(hanging(cancelled::incrementAndGet)));
    handles.add(runtime.spawn(Time.sleep(Duration.ofDays(1)).onCancel(cancelled::incrementAndGet)));
    runtime.blockOn(yields(3));
    handles.add(runtime.spawn(hanging(cancelled::incrementAndGet)));

    runtime.close();
    runtime.close();

    assertEquals(4, cancelled.get());
    assertTrue(handles.stream().allMatch(JoinHandle::isFinished));
    JoinException failure =
        assertThrows(JoinException.class, () -> handles.get(0).poll(Context.of(Waker.noop())));
    assertTrue(failure.isAborted());
    assertTrue(failure.getMessage().contains("was closed"));
  }

  @ParameterizedTest
  @EnumSource
  void cancelHookThatSpawns_getsAHandleThatFails(Kind kind) {
    LinkedBlockingQueue<JoinHandle<?>> spawned = new LinkedBlockingQueue<>();
    AsyncRuntime runtime = kind.create();
    runtime.spawn(hanging(() -> spawned.add(Tasks.spawn(yields(1))))).detach();
    runtime.blockOn(yields(3));

    runtime.close();

    assertTrue(spawned.remove().isFinished());
  }

  @ParameterizedTest
  @EnumSource
  void closedRuntime_takesNothingAndSaysWhy(Kind kind) {
    AtomicInteger cancelled = new AtomicInteger();
    AsyncRuntime runtime = kind.builder().name("gemini").build();
    runtime.close();

    JoinHandle<Void> task = runtime.spawn(hanging(cancelled::incrementAndGet));
    JoinHandle<Integer> work = runtime.spawnBlocking(() -> 1);
    JoinException why =
        assertThrows(JoinException.class, () -> task.poll(Context.of(Waker.noop())));
    IllegalStateException late =
        assertThrows(IllegalStateException.class, () -> runtime.blockOn(Future.ready(1)));

    assertTrue(why.getMessage().contains("'gemini' was closed"));
    assertThrows(JoinException.class, () -> work.poll(Context.of(Waker.noop())));
    assertEquals(
        "blockOn: the runtime 'gemini' is closed; use it before close, or make another",
        late.getMessage());
    assertEquals(1, cancelled.get());
  }

  @ParameterizedTest
  @EnumSource
  void closeInsideATask_isRefusedWithTheCure(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      JoinHandle<Void> closing =
          runtime.spawn(
              cx -> {
                runtime.close();
                return Poll.ready();
              });

      JoinException failure = assertThrows(JoinException.class, () -> runtime.blockOn(closing));

      assertTrue(failure.getCause().getMessage().contains("it would wait for itself"));
      assertThrows(
          JoinException.class,
          () ->
              runtime.blockOn(
                  runtime.spawnBlocking(
                      () -> {
                        runtime.close();
                        return 1;
                      })));
    }
  }

  @ParameterizedTest
  @EnumSource
  void closeWithATimeout_doesNotWaitForBlockingWork(Kind kind) {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AsyncRuntime runtime = kind.create();
    JoinHandle<Integer> work =
        runtime.spawnBlocking(
            () -> {
              begun.countDown();
              release.await();
              return 5;
            });
    assertThrows(CompletionException.class, () -> runtime.blockOn(cx -> failWhen(begun)));

    boolean early = runtime.close(Duration.ofMillis(10));
    release.countDown();
    boolean late = runtime.close(Duration.ofSeconds(20));

    assertFalse(early);
    assertTrue(late);
    assertTrue(work.isFinished());
  }

  private static Poll<Void> failWhen(CountDownLatch begun) throws Exception {
    begun.await();
    throw new IOException("begun");
  }

  @ParameterizedTest
  @EnumSource
  void blockingWorkThatHasNotBegun_isAbortedByClose(Kind kind) {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    AsyncRuntime runtime = kind.builder().maxBlockingThreads(1).build();
    JoinHandle<Boolean> first = runtime.spawnBlocking(() -> awaits(begun, release));
    assertThrows(CompletionException.class, () -> runtime.blockOn(cx -> failWhen(begun)));
    JoinHandle<Integer> second = runtime.spawnBlocking(() -> 2);

    boolean early = runtime.close(Duration.ZERO);
    JoinException never =
        assertThrows(JoinException.class, () -> second.poll(Context.of(Waker.noop())));
    release.countDown();
    runtime.close();

    assertFalse(early);
    assertTrue(never.isAborted());
    assertTrue(first.isFinished());
  }

  private static boolean awaits(CountDownLatch begun, CountDownLatch release)
      throws InterruptedException {
    begun.countDown();
    release.await();
    return true;
  }

  // ---- building

  @Test
  void settingsOutOfRange_areNamedWithTheirValue() {
    AsyncRuntime.Builder builder = AsyncRuntime.builder();

    assertEquals(
        "workers: 0 is not between 1 and 1024",
        assertThrows(IllegalArgumentException.class, () -> builder.workers(0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> builder.maxBlockingThreads(0));
    assertThrows(IllegalArgumentException.class, () -> builder.name(" "));
    assertThrows(
        IllegalArgumentException.class, () -> builder.blockingKeepAlive(Duration.ofNanos(-1)));
    assertEquals(
        "longPollWarning: PT-1S is not zero (no warnings) or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.longPollWarning(Duration.ofSeconds(-1)))
            .getMessage());
  }

  @Test
  void settingsThatContradictEachOther_areRefused() {
    assertThrows(
        IllegalStateException.class,
        () -> AsyncRuntime.builder().workers(2).currentThread().build());
    assertThrows(
        IllegalStateException.class, () -> AsyncRuntime.builder().workers(2).pausedTime().build());
  }

  @Test
  void workers_areNamedDaemonsWithTheCreatorsClassLoader() {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(1).name("gemini").build()) {
      Thread worker = runtime.blockOn(runtime.spawn(cx -> Poll.ready(Thread.currentThread())));
      Thread blocking = runtime.blockOn(runtime.spawnBlocking(Thread::currentThread));

      assertEquals("gemini-worker-0", worker.getName());
      assertEquals("gemini-blocking-0", blocking.getName());
      assertTrue(worker.isDaemon());
      assertTrue(blocking.isDaemon());
      assertSame(Thread.currentThread().getContextClassLoader(), worker.getContextClassLoader());
      assertSame(Thread.currentThread().getContextClassLoader(), blocking.getContextClassLoader());
    }
  }

  @Test
  void workerInterruptedByATask_hidesItFromTheNext() {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(1).build()) {
      runtime.blockOn(
          runtime.spawn(
              cx -> {
                Thread.currentThread().interrupt();
                return Poll.ready();
              }));

      boolean seen =
          runtime.blockOn(runtime.spawn(cx -> Poll.ready(Thread.currentThread().isInterrupted())));

      assertFalse(seen);
    }
  }

  // ---- paused time

  @Test
  void pausedTime_jumpsOverSleepsInOrder() {
    List<String> log = new ArrayList<>();
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().pausedTime().build()) {
      JoinHandle<Boolean> late =
          runtime.spawn(Time.sleep(Duration.ofDays(400)).map(done -> log.add("late")));
      JoinHandle<Boolean> early =
          runtime.spawn(Time.sleep(Duration.ofDays(3)).map(done -> log.add("early")));

      runtime.blockOn(late);
      runtime.blockOn(early);

      assertEquals(List.of("early", "late"), log);
    }
  }

  @Test
  void pausedTime_standsWhileBlockingWorkRuns() {
    CountDownLatch release = new CountDownLatch(1);
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().pausedTime().build()) {
      JoinHandle<String> work =
          runtime.spawnBlocking(
              () -> {
                release.await();
                return "work";
              });
      JoinHandle<String> sleep =
          runtime.spawn(Time.sleep(Duration.ofMillis(1)).map(done -> "sleep"));
      runtime.blockOn(yields(3));
      boolean early = sleep.isFinished();
      release.countDown();

      assertEquals("work", runtime.blockOn(work));
      assertEquals("sleep", runtime.blockOn(sleep));
      assertFalse(early);
    }
  }

  private static final class YieldsForEver implements Future<Void> {
    private Future<Void> yield = Tasks.yieldNow();

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (yield.poll(cx).isReady()) {
        yield = Tasks.yieldNow();
      }
      return Poll.pending();
    }
  }

  private static final class WakesItself implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      cx.waker().wake();
      return Poll.pending();
    }
  }

  /** A leaf that always finds the next unit ready. */
  private static final class Greedy implements Future<Integer> {
    final List<Integer> unitsOfEachPoll = new ArrayList<>();
    private final int wanted;
    private int units;

    Greedy(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      int before = units;
      while (units < wanted && cx.proceed()) {
        cx.spend();
        units++;
      }
      unitsOfEachPoll.add(units - before);
      return units < wanted ? Poll.pending() : Poll.ready(units);
    }
  }
}
