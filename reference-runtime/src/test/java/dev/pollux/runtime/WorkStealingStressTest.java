package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.net.TcpListener;
import dev.pollux.net.TcpStream;
import dev.pollux.time.Time;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers, and what they must not miss. */
@Timeout(120)
@SuppressWarnings("try") // a runtime is closed in the middle of a test
class WorkStealingStressTest {

  private static Future<Integer> yields(int times) {
    return times == 0
        ? Future.ready(0)
        : Tasks.yieldNow().then(done -> yields(times - 1)).map(count -> count + 1);
  }

  private static Poll<Void> meet(CyclicBarrier barrier) throws Exception {
    barrier.await(60, TimeUnit.SECONDS);
    return Poll.ready();
  }

  @Test
  void tasksThatMeetAtABarrier_getAWorkerEachHoweverTheyAreSpawned() {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(4).build()) {
      for (int round = 0; round < 1000; round++) {
        CyclicBarrier barrier = new CyclicBarrier(4);
        List<JoinHandle<Void>> handles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          handles.add(runtime.spawn(cx -> meet(barrier)));
        }
        handles.forEach(runtime::blockOn);
        runtime.blockOn(runtime.spawn(spawnsAndJoins(new CyclicBarrier(4), 4)));
      }
    }
  }

  private static Future<List<Void>> spawnsAndJoins(CyclicBarrier barrier, int count) {
    return Future.ready(count)
        .then(
            n -> {
              List<Future<Void>> handles = new ArrayList<>();
              for (int i = 0; i < n; i++) {
                handles.add(Tasks.spawn(cx -> meet(barrier)));
              }
              return Futures.joinAll(handles);
            });
  }

  @Test
  void moreTasksThanARingHolds_runOnceEach() {
    AtomicReferenceArray<Integer> ran = new AtomicReferenceArray<>(5000);
    AtomicInteger twice = new AtomicInteger();
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(3).build()) {
      Future<List<Void>> parent =
          Future.ready(0)
              .then(
                  zero -> {
                    List<Future<Void>> handles = new ArrayList<>();
                    for (int i = 0; i < 5000; i++) {
                      int index = i;
                      handles.add(
                          Tasks.spawn(
                              yields(index % 3)
                                  .map(
                                      done -> {
                                        if (ran.getAndSet(index, 1) != null) {
                                          twice.incrementAndGet();
                                        }
                                        return null;
                                      })));
                    }
                    return Futures.joinAll(handles);
                  });

      assertEquals(5000, runtime.blockOn(runtime.spawn(parent)).size());
    }
    assertEquals(0, twice.get());
  }

  @Test
  void pingPongOnEveryWorker_leavesAThirdTaskItsTurn() {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      for (int pair = 0; pair < 4; pair++) {
        PingPong.Side one = new PingPong.Side();
        PingPong.Side other = new PingPong.Side();
        runtime.spawn(new PingPong(one, other)).detach();
        runtime.spawn(new PingPong(other, one)).detach();
        one.open();
      }

      for (int round = 0; round < 200; round++) {
        assertEquals(5, runtime.blockOn(runtime.spawn(yields(5))));
      }
    }
  }

  @Test
  void taskBehindALongPoll_runsElsewhere() {
    for (int round = 0; round < 5; round++) {
      CountDownLatch wanted = new CountDownLatch(1);
      try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
        JoinHandle<Boolean> blocker =
            runtime.spawn(
                cx -> {
                  Tasks.spawn(
                          inner -> {
                            wanted.countDown();
                            return Poll.ready();
                          })
                      .detach();
                  return Poll.ready(wanted.await(60, TimeUnit.SECONDS));
                });

        assertTrue(runtime.blockOn(blocker), "the task in the LIFO slot was left behind");
      }
    }
  }

  @Test
  void ioAndTimersBehindALongPoll_areServedByAnother() throws Exception {
    CountDownLatch served = new CountDownLatch(2);
    try (TcpListener listener =
            TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      JoinHandle<Boolean> accepting =
          runtime.spawn(
              listener
                  .accept()
                  .map(
                      stream -> {
                        stream.close();
                        served.countDown();
                        return served.await(60, TimeUnit.SECONDS);
                      }));
      runtime
          .spawn(
              Time.sleep(Duration.ofMillis(20))
                  .map(
                      done -> {
                        served.countDown();
                        return null;
                      }))
          .detach();
      TcpStream client = runtime.blockOn(TcpStream.connect(listener.localAddress()));

      assertTrue(runtime.blockOn(accepting), "nobody fired the timer while one worker was stuck");
      client.close();
    }
  }

  @RepeatedTest(5)
  void tenThousandTasksWokenWhileTheRuntimeCloses_allEnd() throws InterruptedException {
    AtomicInteger cancelled = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    List<Waker> wakers = new ArrayList<>();
    AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build();
    List<JoinHandle<Void>> handles = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      JoinHandle<Void> handle =
          runtime.spawn(Future.<Void>pending().onCancel(cancelled::incrementAndGet));
      handles.add(handle);
      wakers.add((Waker) handle);
    }
    Thread waking =
        new Thread(
            () -> {
              while (!closed.get()) {
                wakers.forEach(Waker::wake);
              }
              wakers.forEach(Waker::wake);
            });
    waking.start();

    runtime.close();
    closed.set(true);
    waking.join();

    assertEquals(10_000, cancelled.get());
    assertTrue(handles.stream().allMatch(JoinHandle::isFinished));
  }

  @RepeatedTest(5)
  void spawnsThatRaceWithClose_allResolve() throws InterruptedException {
    AsyncRuntime runtime = AsyncRuntime.builder().workers(2).maxBlockingThreads(3).build();
    List<JoinHandle<?>> handles = new ArrayList<>();
    CountDownLatch going = new CountDownLatch(1);
    Thread spawner =
        new Thread(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                handles.add(runtime.spawn(yields(2)));
                handles.add(runtime.spawnBlocking(() -> 1));
                if (i == 100) {
                  going.countDown();
                }
              }
            });
    spawner.start();
    going.await();

    runtime.close();
    spawner.join();
    runtime.close();

    assertEquals(20_000, handles.size());
    assertTrue(handles.stream().allMatch(JoinHandle::isFinished));
  }

  @Test
  void wakesAtTheEndOfTheStack_leaveNoTaskBehind() throws InterruptedException {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      for (int round = 0; round < 200; round++) {
        PingPong.Side side = new PingPong.Side();
        JoinHandle<Void> task =
            runtime.spawn(
                cx -> {
                  side.waker = cx.waker();
                  return side.mine.get() ? Poll.ready() : Poll.pending();
                });
        Thread deep = new Thread(null, () -> wakeDeeper(side), "deep", 128 * 1024);
        deep.setUncaughtExceptionHandler((thread, thrown) -> assertTrue(thrown instanceof Error));
        deep.start();
        deep.join();
        side.open();

        runtime.blockOn(task);
      }
    }
  }

  private static void wakeDeeper(PingPong.Side side) {
    side.waker.wake();
    side.deeper.accept(side);
  }

  @Test
  void idleBlockingThread_endsAfterItsKeepAlive() throws InterruptedException {
    try (AsyncRuntime runtime =
        AsyncRuntime.builder().workers(1).blockingKeepAlive(Duration.ofMillis(1)).build()) {
      Thread thread = runtime.blockOn(runtime.spawnBlocking(Thread::currentThread));
      thread.join(30_000);

      assertEquals(Thread.State.TERMINATED, thread.getState());
      assertEquals(2, runtime.blockOn(runtime.spawnBlocking(() -> 2)));
    }
  }

  @Test
  void timerDueWhileTheOnlyWorkerGoesToSleep_isNotMissed() {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(1).build()) {
      for (int round = 0; round < 300; round++) {
        runtime.blockOn(runtime.spawn(Time.sleep(Duration.ofMillis(1))));
      }
    }
  }

  @Test
  void blockingWork_runsAtOnceUpToTheCapAndThenQueues() {
    CyclicBarrier barrier = new CyclicBarrier(8);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(1).maxBlockingThreads(8).build()) {
      List<JoinHandle<Integer>> handles = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        handles.add(runtime.spawnBlocking(() -> together(barrier, running, most)));
      }

      handles.forEach(runtime::blockOn);
    }
    assertEquals(8, most.get());
    assertEquals(0, running.get());
  }

  private static int together(CyclicBarrier barrier, AtomicInteger running, AtomicInteger most)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    barrier.await(60, TimeUnit.SECONDS);
    running.decrementAndGet();
    return barrier.await(60, TimeUnit.SECONDS);
  }

  /** Wakes the other and waits for it, for ever. */
  private static final class PingPong implements Future<Void> {

    static final class Side {
      private final AtomicBoolean mine = new AtomicBoolean();
      private final Consumer<Side> deeper = WorkStealingStressTest::wakeDeeper;
      private volatile Waker waker = Waker.noop();

      void open() {
        mine.set(true);
        waker.wake();
      }
    }

    private final Side own;
    private final Side other;

    PingPong(Side own, Side other) {
      this.own = own;
      this.other = other;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      own.waker = cx.waker();
      if (own.mine.getAndSet(false)) {
        other.open();
      }
      return Poll.pending();
    }
  }
}
