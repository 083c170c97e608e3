package dev.pollux.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Stress;
import dev.pollux.Waker;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.time.wheel.TimeOrigin;
import dev.pollux.time.wheel.TimeSource;
import dev.pollux.time.wheel.TimerWheel;
import dev.pollux.time.wheel.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sleeps on real threads and the real clock. */
class SleepStressTest {

  private static final Duration DAY = Duration.ofDays(1);

  /** The wheel of each of two workers: they poll one of these tasks each, at the same time. */
  private static Set<TimerWheel> wheelsOf(AsyncRuntime runtime) {
    CyclicBarrier both = new CyclicBarrier(2);
    Future<TimerWheel> first = wheelOfTheWorker(both);
    JoinHandle<TimerWheel> a = runtime.spawn(first);
    JoinHandle<TimerWheel> b = runtime.spawn(wheelOfTheWorker(both));
    Set<TimerWheel> wheels = new HashSet<>();
    wheels.add(runtime.blockOn(a));
    wheels.add(runtime.blockOn(b));
    return wheels;
  }

  private static Future<TimerWheel> wheelOfTheWorker(CyclicBarrier both) {
    return cx -> {
      both.await();
      return Poll.ready((TimerWheel) cx.service(Timers.class));
    };
  }

  private static int filed(Set<TimerWheel> wheels) {
    return wheels.stream().mapToInt(TimerWheel::size).sum();
  }

  @Test
  void hundredThousandTimersOfADayCancelledFromOutside_leaveNothing() {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      Set<TimerWheel> wheels = wheelsOf(runtime);
      assertEquals(2, wheels.size(), "each worker has its own");
      AtomicInteger asleep = new AtomicInteger();
      List<JoinHandle<Void>> handles =
          IntStream.range(0, 100_000)
              .mapToObj(i -> runtime.spawn(counted(Time.sleep(DAY), asleep)))
              .toList();
      await(() -> asleep.get() == 100_000);
      assertEquals(100_000, filed(wheels));

      handles.forEach(JoinHandle::abort);
      await(() -> handles.stream().allMatch(JoinHandle::isFinished));

      assertEquals(0, filed(wheels));
      handles.forEach(JoinHandle::detach);
    }
  }

  private static Future<Void> counted(Sleep sleep, AtomicInteger asleep) {
    return new Future<>() {
      @Override
      public Poll<Void> poll(Context cx) throws Exception {
        Poll<Void> poll = sleep.poll(cx);
        asleep.incrementAndGet();
        return poll;
      }

      @Override
      public void cancel() {
        sleep.cancel();
      }
    };
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - start < 60_000_000_000L, "a minute was not enough");
      Thread.onSpinWait();
    }
  }

  @Test
  void sleepMadePolledAndCancelledOnThreeThreads_leavesNothing() throws Exception {
    int count = 20_000;
    TimerWheel wheel = new TimerWheel(new TimeOrigin(TimeSource.system()), deadline -> {});
    Queue<Sleep> made = new ConcurrentLinkedQueue<>();
    Queue<Sleep> polled = new ConcurrentLinkedQueue<>();
    AtomicInteger left = new AtomicInteger(count);

    Stress.together(
        4,
        Stress.seed("SleepStressTest"),
        (thread, random) -> {
          for (int i = 0; thread == 0 && i < count; i++) {
            made.add(Time.sleep(Duration.ofNanos(random.nextInt(4_000_000))));
          }
          while (left.get() > 0) {
            Sleep sleep = thread == 1 ? made.poll() : thread == 2 ? polled.poll() : null;
            if (thread == 1 && sleep != null) {
              if (sleep.poll(new Polling(wheel)).isPending()) {
                polled.add(sleep);
              } else {
                left.decrementAndGet();
              }
            } else if (thread == 2 && sleep != null) {
              sleep.cancel();
              left.decrementAndGet();
            } else if (thread == 3) {
              wheel.advance();
            } else {
              Thread.onSpinWait();
            }
          }
        });

    assertEquals(0, wheel.size());
  }

  private record Polling(TimerWheel wheel) implements Context {
    @Override
    public Waker waker() {
      return Waker.noop();
    }

    @Override
    public <S> S service(Class<S> type) {
      return type.cast(wheel);
    }
  }

  @Test
  void manyTimersDueAtOnce_areAllFiredAndNoneEarly() {
    Instant due = Instant.now().plusMillis(300);
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      List<JoinHandle<Void>> handles =
          IntStream.range(0, 100_000).mapToObj(i -> runtime.spawn(Time.sleepUntil(due))).toList();

      handles.forEach(runtime::blockOn);

      assertTrue(!Instant.now().isBefore(due));
    }
  }

  @Test
  void timersOfBlockOnThreads_fireWhileTheWorkersSleep() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      Stress.together(
          3,
          Stress.seed("SleepStressTest"),
          (thread, random) -> {
            for (int i = 0; i < 50; i++) {
              long start = System.nanoTime();
              long nanos = random.nextInt(1, 3_000_000);
              runtime.blockOn(Time.sleep(Duration.ofNanos(nanos)));
              assertTrue(System.nanoTime() - start >= nanos, "early");
            }
          });
    }
  }

  /** Each reset is by the task itself, between a short sleep of its own and the next. */
  @Test
  void deadlinePushedBackAgainAndAgain_neverFiresEarlyAndFiresOnceItIsLeftAlone() {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      List<JoinHandle<Integer>> handles =
          IntStream.range(0, 50).mapToObj(i -> runtime.spawn(new PushedBack())).toList();

      List<Integer> pushed = handles.stream().map(runtime::blockOn).toList();

      pushed.forEach(times -> assertEquals(PushedBack.TIMES, times));
    }
  }

  private static final class PushedBack implements Future<Integer> {
    private static final int TIMES = 20;

    private final Sleep deadline = Time.sleep(Duration.ofSeconds(20));
    private Sleep sign = Time.sleep(Duration.ofMillis(1));
    private int pushed;

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      while (pushed < TIMES && sign.poll(cx).isReady()) {
        pushed++;
        deadline.reset(pushed < TIMES ? Duration.ofSeconds(20) : Duration.ofMillis(2));
        sign = Time.sleep(Duration.ofMillis(1));
      }
      return deadline.poll(cx).isReady() ? Poll.ready(pushed) : Poll.pending();
    }

    @Override
    public void cancel() {
      sign.cancel();
      deadline.cancel();
    }
  }
}
