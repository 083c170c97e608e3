package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.net.TcpListener;
import dev.pollux.sync.Mpsc;
import dev.pollux.sync.Semaphore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A task from its spawn to its end, on one thread that polls: a worker, or the caller of blockOn.
 */
@Timeout(30)
@SuppressWarnings("try") // a runtime is closed in the middle of a test
class TaskLifeTest {

  private static AsyncRuntime onOneThread(Kind kind) {
    return kind == Kind.CURRENT_THREAD
        ? kind.create()
        : AsyncRuntime.builder().workers(1).name("gemini").build();
  }

  private static Future<Integer> yields(int times) {
    return times == 0
        ? Future.ready(0)
        : Tasks.yieldNow().then(done -> yields(times - 1)).map(count -> count + 1);
  }

  /** Lets everything run that can. */
  private static void settle(AsyncRuntime runtime) {
    runtime.blockOn(runtime.spawn(yields(5)));
  }

  /** Counts its polls and keeps its waker. */
  private static final class Counted implements Future<Void> {
    private final AtomicInteger polls = new AtomicInteger();
    private final LinkedBlockingQueue<Thread> polledOn = new LinkedBlockingQueue<>();
    private volatile Waker waker = Waker.noop();

    @Override
    public Poll<Void> poll(Context cx) {
      polls.incrementAndGet();
      polledOn.add(Thread.currentThread());
      waker = cx.waker();
      return Poll.pending();
    }
  }

  // ---- polls and wakes

  @ParameterizedTest
  @EnumSource
  void wakesBeforeAPoll_areOnePoll(Kind kind) {
    Counted counted = new Counted();
    try (AsyncRuntime runtime = onOneThread(kind)) {
      runtime.spawn(counted).detach();
      settle(runtime);
      int first = counted.polls.get();

      runtime.blockOn(
          runtime.spawn(
              cx -> {
                counted.waker.wake();
                counted.waker.wake();
                counted.waker.wake();
                return Poll.ready();
              }));
      settle(runtime);

      assertEquals(1, first);
      assertEquals(2, counted.polls.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void wakesDuringAPoll_areOneMorePoll(Kind kind) {
    AtomicInteger polls = new AtomicInteger();
    try (AsyncRuntime runtime = onOneThread(kind)) {
      runtime
          .spawn(
              cx -> {
                boolean wakes = polls.incrementAndGet() == 1;
                (wakes ? cx.waker() : Waker.noop()).wake();
                (wakes ? cx.waker() : Waker.noop()).wake();
                return Poll.<Void>pending();
              })
          .detach();
      settle(runtime);

      assertEquals(2, polls.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void taskReadyAtItsFirstPoll_isPolledOnceWhateverWakesItLater(Kind kind) {
    AtomicInteger polls = new AtomicInteger();
    AtomicReference<Waker> waker = new AtomicReference<>();
    try (AsyncRuntime runtime = onOneThread(kind)) {
      runtime.blockOn(
          runtime.spawn(
              cx -> {
                polls.incrementAndGet();
                waker.set(cx.waker());
                return Poll.ready();
              }));
      waker.get().wake();
      settle(runtime);

      assertEquals(1, polls.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void wakeFromAThreadThatDies_runsNothingThere(Kind kind) throws InterruptedException {
    Counted counted = new Counted();
    AtomicReference<Thread> wokenOn = new AtomicReference<>();
    try (AsyncRuntime runtime = onOneThread(kind)) {
      runtime.spawn(counted).detach();
      settle(runtime);
      Thread dying =
          new Thread(
              () -> {
                throw new IllegalStateException("on purpose");
              });
      dying.setUncaughtExceptionHandler(
          (thread, thrown) -> {
            wokenOn.set(Thread.currentThread());
            counted.waker.wake();
          });
      dying.start();
      dying.join();
      settle(runtime);

      assertSame(dying, wokenOn.get());
      assertEquals(2, counted.polls.get());
      assertFalse(counted.polledOn.contains(dying));
    }
  }

  @ParameterizedTest
  @EnumSource
  void wakeAfterClose_doesNothingAndThrowsNothing(Kind kind) {
    Counted counted = new Counted();
    AsyncRuntime runtime = onOneThread(kind);
    runtime.spawn(counted).detach();
    settle(runtime);
    runtime.close();

    counted.waker.wake();

    assertEquals(1, counted.polls.get());
  }

  @ParameterizedTest
  @EnumSource
  void whoIsLeftToBeWokenByTheLastPollOfBlockOn_isWoken(Kind kind) {
    Counted counted = new Counted();
    try (AsyncRuntime runtime = onOneThread(kind)) {
      runtime.spawn(counted).detach();
      settle(runtime);

      runtime.blockOn(
          cx -> {
            cx.service(Deferral.class).defer(counted.waker);
            return Poll.ready();
          });
      settle(runtime);

      assertEquals(2, counted.polls.get());
    }
  }

  // ---- abort

  @ParameterizedTest
  @EnumSource
  void abort_cancelsOnAThreadOfTheRuntimeAndNotInsideTheCall(Kind kind) {
    List<Boolean> insideAbort = new ArrayList<>();
    AtomicReference<Thread> cancelledOn = new AtomicReference<>();
    AtomicReference<Thread> polledOn = new AtomicReference<>();
    try (AsyncRuntime runtime = onOneThread(kind)) {
      JoinHandle<Void> task =
          runtime.spawn(
              Future.<Void>pending().onCancel(() -> cancelledOn.set(Thread.currentThread())));
      settle(runtime);

      runtime.blockOn(
          runtime.spawn(
              cx -> {
                polledOn.set(Thread.currentThread());
                task.abort();
                task.abort();
                insideAbort.add(cancelledOn.get() != null);
                return Poll.ready();
              }));

      assertTrue(assertThrows(JoinException.class, () -> runtime.blockOn(task)).isAborted());
      assertEquals(List.of(false), insideAbort);
      assertSame(polledOn.get(), cancelledOn.get());
    }
  }

  @Test
  void abortFromOutside_neverCancelsOnTheCallersThread() {
    AtomicReference<Thread> cancelledOn = new AtomicReference<>();
    try (AsyncRuntime runtime = onOneThread(Kind.WORK_STEALING)) {
      JoinHandle<Void> task =
          runtime.spawn(
              Future.<Void>pending().onCancel(() -> cancelledOn.set(Thread.currentThread())));
      settle(runtime);

      task.abort();
      assertThrows(JoinException.class, () -> runtime.blockOn(task));

      assertNotSame(Thread.currentThread(), cancelledOn.get());
      assertEquals("gemini-worker-0", cancelledOn.get().getName());
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortOfATaskWithAGrantedPermit_passesThePermitOn(Kind kind) {
    Semaphore semaphore = Semaphore.of(1);
    AtomicInteger entered = new AtomicInteger();
    try (AsyncRuntime runtime = onOneThread(kind)) {
      Semaphore.Permit held = runtime.blockOn(semaphore.acquire());
      JoinHandle<Integer> aborted =
          runtime.spawn(semaphore.acquire().map(permit -> entered.incrementAndGet()));
      settle(runtime);
      JoinHandle<Integer> next =
          runtime.spawn(semaphore.acquire().map(permit -> entered.addAndGet(10)));
      settle(runtime);

      // In one poll: the first who waits is granted the permit, and aborted before it can look.
      runtime.blockOn(
          runtime.spawn(
              cx -> {
                held.close();
                aborted.abort();
                return Poll.ready();
              }));

      assertEquals(10, runtime.blockOn(next));
      assertTrue(assertThrows(JoinException.class, () -> runtime.blockOn(aborted)).isAborted());
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortOfATaskThatWaitsToSend_leavesTheChannelsQueue(Kind kind) {
    Mpsc.Channel<String> channel = Mpsc.bounded(1);
    try (AsyncRuntime runtime = onOneThread(kind)) {
      runtime.blockOn(channel.sender().send("first"));
      JoinHandle<Void> aborted = runtime.spawn(channel.sender().send("never"));
      settle(runtime);
      JoinHandle<Void> next = runtime.spawn(channel.sender().send("second"));
      settle(runtime);

      aborted.abort();
      settle(runtime);
      String one = runtime.blockOn(channel.receiver().receive());
      runtime.blockOn(next);
      String two = runtime.blockOn(channel.receiver().receive());

      assertEquals(List.of("first", "second"), List.of(one, two));
    }
  }

  // ---- exceptions

  @ParameterizedTest
  @EnumSource
  void cancelThatThrowsDuringClose_keepsNoOtherFromItsOwn(Kind kind) {
    AtomicInteger cancelled = new AtomicInteger();
    AsyncRuntime runtime = onOneThread(kind);
    List<JoinHandle<Void>> handles = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      handles.add(runtime.spawn(new CancelsBadly(cancelled)));
    }
    settle(runtime);

    runtime.close();

    assertEquals(3, cancelled.get());
    assertTrue(handles.stream().allMatch(JoinHandle::isFinished));
    JoinException failure =
        assertThrows(JoinException.class, () -> handles.get(0).poll(Context.of(Waker.noop())));
    assertEquals(StackOverflowError.class, failure.getCause().getClass());
  }

  private record CancelsBadly(AtomicInteger cancelled) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      cancelled.incrementAndGet();
      throw new StackOverflowError();
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString on purpose");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closeInsideACancelHook_isRefusedAndTheCloseGoesOn(Kind kind) {
    List<String> refusals = new ArrayList<>();
    AsyncRuntime runtime = onOneThread(kind);
    JoinHandle<Void> task =
        runtime.spawn(
            Future.<Void>pending()
                .onCancel(
                    () ->
                        refusals.add(
                            assertThrows(IllegalStateException.class, runtime::close)
                                .getMessage())));
    settle(runtime);

    runtime.close();

    assertTrue(task.isFinished());
    assertEquals(1, refusals.size());
    assertTrue(refusals.get(0).contains("it would wait for itself"));
  }

  @ParameterizedTest
  @EnumSource
  void cancelHooksThatWakeAndSpawn_runOnceEach(Kind kind) {
    AtomicInteger cancelled = new AtomicInteger();
    List<JoinHandle<Void>> handles = new ArrayList<>();
    List<JoinHandle<Integer>> late = new ArrayList<>();
    AsyncRuntime runtime = onOneThread(kind);
    for (int i = 0; i < 100; i++) {
      handles.add(
          runtime.spawn(
              Future.<Void>pending()
                  .onCancel(
                      () -> {
                        cancelled.incrementAndGet();
                        handles.forEach(handle -> ((Waker) handle).wake());
                        late.add(Tasks.spawn(yields(1)));
                      })));
    }
    settle(runtime);

    runtime.close();

    assertEquals(100, cancelled.get());
    assertEquals(100, late.size());
    assertTrue(handles.stream().allMatch(JoinHandle::isFinished));
    assertTrue(late.stream().allMatch(JoinHandle::isFinished));
  }

  @ParameterizedTest
  @EnumSource
  void memoryThatRunsOutInAPoll_failsThatTaskAlone(Kind kind) {
    try (AsyncRuntime runtime = onOneThread(kind)) {
      JoinHandle<Integer> greedy =
          runtime.spawn(cx -> Poll.ready(new long[Integer.MAX_VALUE].length));

      JoinException failure = assertThrows(JoinException.class, () -> runtime.blockOn(greedy));

      assertEquals(OutOfMemoryError.class, failure.getCause().getClass());
      assertEquals(5, runtime.blockOn(runtime.spawn(yields(5))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void endOfTheStackInAPoll_failsThatTaskAlone(Kind kind) {
    try (AsyncRuntime runtime = onOneThread(kind)) {
      JoinHandle<Integer> deep = runtime.spawn(cx -> Poll.ready(deeper(1)));

      JoinException failure = assertThrows(JoinException.class, () -> runtime.blockOn(deep));

      assertEquals(StackOverflowError.class, failure.getCause().getClass());
      assertEquals(5, runtime.blockOn(runtime.spawn(yields(5))));
    }
  }

  @SuppressWarnings("InfiniteRecursion") // on purpose
  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  @ParameterizedTest
  @EnumSource
  void interruptedExceptionInAPoll_failsThatTaskAndLeavesNoFlag(Kind kind) {
    try (AsyncRuntime runtime = onOneThread(kind)) {
      JoinHandle<Void> interrupted = runtime.spawn(Future.failed(new InterruptedException()));

      JoinException failure = assertThrows(JoinException.class, () -> runtime.blockOn(interrupted));

      assertEquals(InterruptedException.class, failure.getCause().getClass());
      boolean flag =
          runtime.blockOn(runtime.spawn(cx -> Poll.ready(Thread.currentThread().isInterrupted())));
      assertFalse(flag);
    }
  }

  // ---- spawn sites

  @ParameterizedTest
  @EnumSource
  void spawnSite_isTheLineOfTheProgramHoweverItSpawns(Kind kind) {
    CountDownLatch never = new CountDownLatch(1);
    try (AsyncRuntime runtime = kind.builder().recordSpawnSites().build()) {
      JoinHandle<Void> outside = runtime.spawn(Future.pending());
      JoinHandle<Void> inside =
          runtime.blockOn(cx -> Poll.ready(Tasks.spawn(Future.<Void>pending())));
      JoinHandle<Boolean> work =
          runtime.spawnBlocking(
              () -> {
                never.await();
                return true;
              });
      never.countDown();

      assertTrue(outside.toString().contains("spawned at " + TaskLifeTest.class.getName()));
      assertTrue(outside.toString().contains("spawnSite_isTheLineOfTheProgram"));
      assertTrue(inside.toString().contains("TaskLifeTest.java:"));
      assertTrue(((Task<?>) work).spawnSite.getFileName().equals("TaskLifeTest.java"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutRecording_noTaskHasASpawnSite(Kind kind) {
    try (AsyncRuntime runtime = kind.create()) {
      JoinHandle<Void> task = runtime.spawn(Future.pending());

      assertFalse(task.toString().contains("spawned at"));
    }
  }

  // ---- yielding

  /** The connection comes after the accept has begun to wait: only the driver can tell of it. */
  @ParameterizedTest
  @EnumSource
  void yieldInOneBranch_letsASocketAcceptInAnotherEndWithinTenYields(Kind kind) throws IOException {
    try (TcpListener listener =
            TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Socket client = new Socket();
        AsyncRuntime runtime = onOneThread(kind)) {
      YieldsUntilAccepted branch = new YieldsUntilAccepted(client, listener);

      runtime.blockOn(
          runtime.spawn(
              Futures.join(
                  listener
                      .accept()
                      .map(
                          stream -> {
                            stream.close();
                            branch.accepted = true;
                            return true;
                          }),
                  branch,
                  (one, other) -> other)));

      assertTrue(branch.yields < 10, branch.yields + " yields");
    }
  }

  private static final class YieldsUntilAccepted implements Future<Integer> {
    private final Socket client;
    private final TcpListener listener;
    private Future<Void> yield = Tasks.yieldNow();
    private int yields;
    private boolean accepted;

    YieldsUntilAccepted(Socket client, TcpListener listener) {
      this.client = client;
      this.listener = listener;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      if (!client.isConnected()) {
        client.connect(listener.localAddress());
      }
      while (!accepted && yield.poll(cx).isReady()) {
        yields++;
        yield = Tasks.yieldNow();
      }
      return accepted ? Poll.ready(yields) : Poll.pending();
    }
  }
}
