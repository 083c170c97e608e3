package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.net.TcpListener;
import dev.pollux.time.Time;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Polls that get stuck on purpose, and what may wait behind them. Delays are printed. */
@Timeout(120)
class WatchdogStressTest {

  private static final int ROUNDS = 15;

  /** The promise for one of two workers. */
  private static final long MOST_MILLIS = 100;

  /** A poll that does something and then does not return before it is told to. */
  private static final class Stuck implements Future<Boolean> {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ThrowingStep first;

    Stuck(ThrowingStep first) {
      this.first = first;
    }

    @Override
    public Poll<Boolean> poll(Context cx) throws Exception {
      first.run(cx);
      entered.countDown();
      return Poll.ready(release.await(60, TimeUnit.SECONDS));
    }
  }

  private interface ThrowingStep {
    void run(Context cx) throws Exception;
  }

  /** When something happened, and a way to wait for it. */
  private static final class Mark implements Waker {
    private final CountDownLatch set = new CountDownLatch(1);
    private volatile long nanos;

    @Override
    public void wake() {
      nanos = System.nanoTime();
      set.countDown();
    }

    Poll<Void> poll() {
      wake();
      return Poll.ready();
    }

    long millisSince(long earlier) throws InterruptedException {
      assertTrue(set.await(60, TimeUnit.SECONDS), "it waited behind the stuck poll");
      return TimeUnit.NANOSECONDS.toMillis(nanos - earlier);
    }
  }

  private static void assertRescued(String what, Callable<Long> round) throws Exception {
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      delays.add(round.call());
    }
    Collections.sort(delays);
    long median = delays.get(ROUNDS / 2);
    System.out.println("behind a stuck poll, " + what + ": ms " + delays);
    assertTrue(median < MOST_MILLIS, what + " waited " + median + " ms in the median");
  }

  private static AsyncRuntime twoWorkers() {
    return AsyncRuntime.builder().workers(2).longPollWarning(Duration.ZERO).build();
  }

  /** Two tasks that wake each other for ever: a worker that has them never runs dry. */
  private static void keepBusy(AsyncRuntime runtime) {
    Waker[] sides = {Waker.noop(), Waker.noop()};
    for (int i = 0; i < 2; i++) {
      int own = i;
      runtime
          .spawn(
              cx -> {
                sides[own] = cx.waker();
                sides[1 - own].wake();
                return Poll.<Void>pending();
              })
          .detach();
    }
  }

  // ---- what is rescued

  @Test
  void taskInTheLifoSlotOfAStuckWorker_runsElsewhere() throws Exception {
    try (AsyncRuntime runtime = twoWorkers()) {
      assertRescued("LIFO slot", () -> spawnedBehind(runtime, 1));
    }
  }

  @Test
  void tasksInTheRingOfAStuckWorker_runElsewhere() throws Exception {
    try (AsyncRuntime runtime = twoWorkers()) {
      assertRescued("200 in the ring", () -> spawnedBehind(runtime, 200));
    }
  }

  @Test
  void tasksInTheRingOfAStuckWorker_runOnAnotherThatNeverRunsDry() throws Exception {
    try (AsyncRuntime runtime = twoWorkers()) {
      keepBusy(runtime);

      assertRescued("200 in the ring, the other busy", () -> spawnedBehind(runtime, 200));
    }
  }

  private static long spawnedBehind(AsyncRuntime runtime, int count) throws InterruptedException {
    List<Mark> marks = new ArrayList<>();
    long[] begun = new long[1];
    Stuck stuck =
        new Stuck(
            cx -> {
              for (int i = 0; i < count; i++) {
                Mark mark = new Mark();
                marks.add(mark);
                Tasks.spawn(inner -> mark.poll()).detach();
              }
              begun[0] = System.nanoTime();
            });
    JoinHandle<Boolean> handle = runtime.spawn(stuck);
    stuck.entered.await();
    long latest = 0;
    for (Mark mark : marks) {
      latest = Math.max(latest, mark.millisSince(begun[0]));
    }
    stuck.release.countDown();
    runtime.blockOn(handle);
    return latest;
  }

  @Test
  void whoYieldedOnAStuckWorker_isWoken() throws Exception {
    try (AsyncRuntime runtime = twoWorkers()) {
      assertRescued("yielded", () -> yieldedBehind(runtime));
    }
  }

  private static long yieldedBehind(AsyncRuntime runtime) throws InterruptedException {
    Mark woken = new Mark();
    long[] begun = new long[1];
    Stuck stuck =
        new Stuck(
            cx -> {
              begun[0] = System.nanoTime();
              cx.service(Deferral.class).defer(woken);
            });
    JoinHandle<Boolean> handle = runtime.spawn(stuck);
    stuck.entered.await();
    long late = woken.millisSince(begun[0]);
    stuck.release.countDown();
    runtime.blockOn(handle);
    return late;
  }

  @Test
  void timerOfAStuckWorker_firesInTime() throws Exception {
    try (AsyncRuntime runtime = twoWorkers()) {
      assertRescued("due timer", () -> timerBehind(runtime));
    }
  }

  @Test
  void timerOfAStuckWorker_firesInTimeOnAnotherThatNeverRunsDry() throws Exception {
    try (AsyncRuntime runtime = twoWorkers()) {
      keepBusy(runtime);

      assertRescued("due timer, the other busy", () -> timerBehind(runtime));
    }
  }

  private static long timerBehind(AsyncRuntime runtime) throws InterruptedException {
    Mark fired = new Mark();
    long[] due = new long[1];
    List<Future<Void>> sleeps = new ArrayList<>();
    Stuck stuck =
        new Stuck(
            cx -> {
              Future<Void> sleep = Time.sleep(Duration.ofMillis(30));
              sleeps.add(sleep);
              due[0] = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(30);
              assertTrue(sleep.poll(cx.withWaker(fired)).isPending());
            });
    JoinHandle<Boolean> handle = runtime.spawn(stuck);
    stuck.entered.await();
    long late = fired.millisSince(due[0]);
    stuck.release.countDown();
    runtime.blockOn(handle);
    return late;
  }

  @Test
  void newConnection_isAcceptedWhileTheWorkerThatServedTheLastIsStuck() throws Exception {
    try (AsyncRuntime runtime = twoWorkers()) {
      assertRescued("new connection", () -> connectionBehind(runtime));
    }
  }

  @Test
  void newConnection_isAcceptedByAnotherThatNeverRunsDry() throws Exception {
    try (AsyncRuntime runtime = twoWorkers()) {
      keepBusy(runtime);

      assertRescued("new connection, the other busy", () -> connectionBehind(runtime));
    }
  }

  /** The worker that has just turned the driver is the one that gets stuck. */
  private static long connectionBehind(AsyncRuntime runtime) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    Mark accepted = new Mark();
    try (TcpListener first = TcpListener.bind(any);
        TcpListener second = TcpListener.bind(any)) {
      JoinHandle<Boolean> served =
          runtime.spawn(
              first
                  .accept()
                  .map(
                      stream -> {
                        stream.close();
                        entered.countDown();
                        return release.await(60, TimeUnit.SECONDS);
                      }));
      runtime
          .spawn(
              second
                  .accept()
                  .map(
                      stream -> {
                        accepted.wake();
                        stream.close();
                        return null;
                      }))
          .detach();
      try (Socket one = new Socket()) {
        one.connect(first.localAddress());
        entered.await();
        long asked = System.nanoTime();
        try (Socket other = new Socket()) {
          other.connect(second.localAddress());
          long late = accepted.millisSince(asked);
          release.countDown();
          runtime.blockOn(served);
          return late;
        }
      }
    }
  }

  @Test
  void allWorkersStuck_breaksNothingAndIsToldOfOnceEach() throws Exception {
    List<JoinHandle<Boolean>> handles = new ArrayList<>();
    Stuck one = new Stuck(cx -> {});
    Stuck other = new Stuck(cx -> {});
    Mark late = new Mark();
    try (Logged logged = new Logged();
        AsyncRuntime runtime =
            AsyncRuntime.builder()
                .workers(2)
                .name("gemini")
                .longPollWarning(Duration.ofMillis(30))
                .build()) {
      handles.add(runtime.spawn(one));
      handles.add(runtime.spawn(other));
      one.entered.await();
      other.entered.await();
      runtime.spawn(cx -> late.poll()).detach();
      List<String> workers = new ArrayList<>();
      workers.add(workerIn(logged.next()));
      workers.add(workerIn(logged.next()));
      runtime.blockOn(new Waits(Duration.ofMillis(200)));
      boolean early = late.set.getCount() == 0;
      one.release.countDown();
      other.release.countDown();
      handles.forEach(runtime::blockOn);
      assertTrue(late.set.await(60, TimeUnit.SECONDS));

      Collections.sort(workers);
      assertEquals(List.of("gemini-worker-0", "gemini-worker-1"), workers);
      assertEquals(List.of(), logged.rest());
      assertTrue(!early);
    }
  }

  private static String workerIn(LogRecord record) {
    return record.getMessage().replaceAll("(?s).*a poll on (\\S+) has not.*", "$1");
  }

  /** Waits on the calling thread alone, without a timer of the runtime. */
  private record Waits(Duration time) implements Future<Boolean> {
    @Override
    public Poll<Boolean> poll(Context cx) throws InterruptedException {
      return Poll.ready(new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS));
    }
  }

  // ---- what is told

  @Test
  void longPoll_isToldOfOnceWithTaskSiteStackAndCure() throws Exception {
    Stuck stuck = new Stuck(cx -> {});
    Stuck next = new Stuck(cx -> {});
    try (Logged logged = new Logged();
        AsyncRuntime runtime =
            AsyncRuntime.builder()
                .workers(1)
                .name("gemini")
                .recordSpawnSites()
                .longPollWarning(Duration.ofMillis(40))
                .build()) {
      JoinHandle<Boolean> handle = runtime.spawn(stuck);
      LogRecord record = logged.next();
      runtime.blockOn(new Waits(Duration.ofMillis(200)));
      stuck.release.countDown();
      runtime.blockOn(handle);
      JoinHandle<Boolean> second = runtime.spawn(next);
      String nextMessage = logged.next().getMessage();
      next.release.countDown();
      runtime.blockOn(second);

      String text = record.getMessage();
      assertEquals(Level.WARNING, record.getLevel());
      assertTrue(text.startsWith("runtime 'gemini': a poll on gemini-worker-0 has not"), text);
      assertTrue(text.contains("task: " + Stuck.class.getName() + ", spawned at "), text);
      assertTrue(text.contains("longPoll_isToldOfOnceWithTaskSiteStackAndCure"), text);
      assertTrue(text.contains("the thread is TIMED_WAITING"), text);
      assertTrue(text.contains("at " + Stuck.class.getName() + ".poll("), text);
      assertTrue(text.contains("Tasks.spawnBlocking"), text);
      assertTrue(nextMessage.contains("gemini-worker-0"));
      assertEquals(List.of(), logged.rest());
    }
  }

  @Test
  void warningsTurnedOff_rescueInSilence() throws Exception {
    try (Logged logged = new Logged();
        AsyncRuntime runtime = twoWorkers()) {
      Stuck stuck = new Stuck(cx -> {});
      JoinHandle<Boolean> handle = runtime.spawn(stuck);
      stuck.entered.await();
      runtime.blockOn(new Waits(Duration.ofMillis(300)));
      stuck.release.countDown();
      runtime.blockOn(handle);

      assertEquals(List.of(), logged.rest());
    }
  }

  // ---- what is repaired

  @Test
  void taskThatWasWokenAndNeverQueued_isFoundAndToldOf() throws Exception {
    AtomicBoolean open = new AtomicBoolean();
    CountDownLatch polled = new CountDownLatch(1);
    try (Logged logged = new Logged();
        AsyncRuntime runtime = AsyncRuntime.builder().workers(2).recordSpawnSites().build()) {
      JoinHandle<Integer> lost =
          runtime.spawn(
              cx -> {
                polled.countDown();
                return open.get() ? Poll.ready(5) : Poll.pending();
              });
      polled.await();
      String waiting = "Task[waiting ";
      while (!lost.toString().startsWith(waiting)) {
        Thread.onSpinWait();
      }
      open.set(true);
      // What a wake leaves behind that dies before it queues: later ones find the task notified.
      loseItsWake((Task<?>) lost);
      ((Waker) lost).wake();
      long begun = System.nanoTime();

      runtime.blockOn(runtime.spawn(cx -> Poll.ready()));
      int value = runtime.blockOn(lost);

      System.out.println(
          "a lost task was repaired after ms "
              + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      String text = logged.next().getMessage();
      assertEquals(5, value);
      assertTrue(text.contains("a task was woken and then in no queue"), text);
      assertTrue(text.contains("spawned at "), text);
    }
  }

  private static void loseItsWake(Task<?> task) throws ReflectiveOperationException {
    var state = Task.class.getDeclaredField("state");
    state.setAccessible(true);
    state.setInt(task, state.getInt(task) | Task.NOTIFIED);
  }

  @Test
  void busyRuntime_accusesNoTaskOfBeingLost() throws Exception {
    try (Logged logged = new Logged();
        AsyncRuntime runtime = twoWorkers()) {
      for (int i = 0; i < 2000; i++) {
        runtime.spawn(new YieldsForEver()).detach();
      }
      keepBusy(runtime);

      runtime.blockOn(new Waits(Duration.ofSeconds(5)));

      assertEquals(List.of(), logged.rest());
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

  // ---- what it costs

  @Test
  void idleRuntime_letsItsWatchdogSleep() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).name("asleep").build()) {
      runtime.blockOn(runtime.spawn(cx -> Poll.ready()));
      Thread watchdog = thread("asleep-watchdog");
      while (watchdog.getState() != Thread.State.WAITING) {
        runtime.blockOn(new Waits(Duration.ofMillis(10)));
      }
      long before = cpuNanos(watchdog);

      runtime.blockOn(new Waits(Duration.ofSeconds(2)));

      long used = cpuNanos(watchdog) - before;
      System.out.println("the watchdog of an idle runtime used us " + used / 1000 + " in 2 s");
      assertEquals(Thread.State.WAITING, watchdog.getState());
      assertEquals(0, used);
    }
  }

  /** Once a second it looks whether a wake has died on a thread that could call nobody any more. */
  @Test
  void idleRuntimeWithTenThousandTasks_letsItsWatchdogSleepForSeconds() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).name("waits").build()) {
      for (int i = 0; i < 10_000; i++) {
        runtime.spawn(Time.sleep(Duration.ofDays(1))).detach();
      }
      runtime.blockOn(runtime.spawn(cx -> Poll.ready()));
      Thread watchdog = thread("waits-watchdog");
      runtime.blockOn(new Waits(Duration.ofSeconds(2)));
      long before = cpuNanos(watchdog);

      runtime.blockOn(new Waits(Duration.ofSeconds(3)));

      long used = TimeUnit.NANOSECONDS.toMicros(cpuNanos(watchdog) - before);
      System.out.println("beside 10,000 tasks that wait it used us " + used + " in 3 s");
      assertTrue(used < 3000, "the watchdog of an idle runtime used us " + used + " in 3 s");
    }
  }

  @Test
  void watchdogThatSleeps_isRousedByTheFirstPoll() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).name("roused").build()) {
      runtime.blockOn(runtime.spawn(cx -> Poll.ready()));
      Thread watchdog = thread("roused-watchdog");
      for (int round = 0; round < 3; round++) {
        while (watchdog.getState() != Thread.State.WAITING) {
          runtime.blockOn(new Waits(Duration.ofMillis(10)));
        }

        long late = spawnedBehind(runtime, 1);

        assertTrue(late < 10 * MOST_MILLIS, "nobody watched: " + late + " ms");
      }
    }
  }

  private static long cpuNanos(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
  }

  private static Thread thread(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findAny()
        .orElseThrow();
  }
}
