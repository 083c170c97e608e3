package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.sync.Oneshot;
import dev.pollux.time.Time;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the scheduler allocates by itself: nothing for a wake, a yield or a park, and one {@code
 * Ready} for a future that ends.
 *
 * <p>Bytes are counted on the thread that polls, over many steps, after as many to warm up. No
 * object is smaller than 16 bytes, so one more in each step shows whether the code is interpreted
 * or compiled; a compiler that saves an object only makes the figure smaller.
 */
@Timeout(120)
class AllocationTest {

  private static final int STEPS = 10_000;

  /** What may be had now and then: a longer array, a class that is linked. Not a whole object. */
  private static final int SELDOM = 8;

  private static final int READY = 16;
  private static final int TASK = 48;
  private static final int SLEEP = 40;
  private static final int RECEIVER = 24;
  private static final int SENDER = 16;
  private static final int CHANNEL = 24; // the pair of the two

  private static final Duration HOUR = Duration.ofHours(1);

  /** What a step does, beside being polled. */
  private interface Step {
    void take(Context cx) throws Exception;
  }

  /** Polled once a step; its value is how many bytes a step allocated on its thread. */
  private record Counted(int[] polls, long[] atStart, Step step) implements Future<Double> {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Counted of(Step step) {
      return new Counted(new int[1], new long[1], step);
    }

    @Override
    public Poll<Double> poll(Context cx) throws Exception {
      int poll = polls[0]++;
      if (poll == STEPS) {
        atStart[0] = THREADS.getCurrentThreadAllocatedBytes();
      }
      if (poll == 2 * STEPS) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - atStart[0];
        return Poll.ready((double) bytes / STEPS);
      }
      step.take(cx);
      return Poll.pending();
    }
  }

  /** One thread polls all tasks, so that it is charged with all that is allocated. */
  private static AsyncRuntime onOneThread(Kind kind) {
    return kind == Kind.CURRENT_THREAD ? kind.create() : kind.builder().workers(1).build();
  }

  private static double bytesPerStep(Kind kind, Step step) {
    try (AsyncRuntime runtime = onOneThread(kind)) {
      return runtime.blockOn(runtime.spawn(Counted.of(step)));
    }
  }

  private static void assertAtMost(int bytes, double found) {
    assertTrue(
        found < bytes + SELDOM, () -> found + " bytes a step, of which " + bytes + " are due");
  }

  private static void wakeSelf(Context cx) {
    cx.waker().wake();
  }

  // ---- nothing

  @ParameterizedTest
  @EnumSource
  void a_task_that_wakes_itself_allocates_nothing(Kind kind) {
    assertAtMost(0, bytesPerStep(kind, AllocationTest::wakeSelf));
  }

  @ParameterizedTest
  @EnumSource
  void a_task_put_off_to_the_next_turn_allocates_nothing(Kind kind) {
    assertAtMost(0, bytesPerStep(kind, cx -> cx.service(Deferral.class).defer(cx.waker())));
  }

  /** Each poll leaves its waker and wakes the other side, if that has left one. */
  private static final class Side {
    private volatile @Nullable Waker waker;

    void bounce(Context cx, Side other) {
      waker = cx.waker();
      Waker awaited = other.waker;
      if (awaited != null) {
        awaited.wake();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void two_tasks_that_wake_each_other_allocate_nothing(Kind kind) {
    Side ping = new Side();
    Side pong = new Side();
    Future<Void> partner =
        cx -> {
          pong.bounce(cx, ping);
          return Poll.pending();
        };

    try (AsyncRuntime runtime = onOneThread(kind)) {
      runtime.spawn(partner).detach();
      assertAtMost(0, runtime.blockOn(runtime.spawn(Counted.of(cx -> ping.bounce(cx, pong)))));
    }
  }

  /** Ends with the task, and bounces with it until then. */
  private record Awaiting(JoinHandle<Double> task, Side mine, Side other)
      implements Future<Double> {
    @Override
    public Poll<Double> poll(Context cx) throws Exception {
      Poll<Double> end = task.poll(cx);
      if (end.isPending()) {
        mine.bounce(cx, other);
      }
      return end;
    }

    @Override
    public void cancel() {
      task.cancel();
    }
  }

  @Test
  void a_worker_that_parks_between_wakes_from_outside_allocates_nothing() {
    Side inside = new Side();
    Side outside = new Side();

    try (AsyncRuntime runtime = onOneThread(Kind.WORK_STEALING)) {
      JoinHandle<Double> task = runtime.spawn(Counted.of(cx -> inside.bounce(cx, outside)));
      assertAtMost(0, runtime.blockOn(new Awaiting(task, outside, inside)));
    }
  }

  // ---- one Ready

  @ParameterizedTest
  @EnumSource
  void a_yield_allocates_its_future_alone(Kind kind) {
    int yieldFuture = 16;
    @SuppressWarnings("unchecked")
    Future<Void>[] turn = (Future<Void>[]) new Future<?>[1];

    assertAtMost(
        yieldFuture,
        bytesPerStep(
            kind,
            cx -> {
              turn[0] = turn[0] == null || turn[0].poll(cx).isReady() ? Tasks.yieldNow() : turn[0];
              assertTrue(turn[0].poll(cx).isPending());
            }));
  }

  /** Has no state, so that one is enough for all tasks. */
  private static Poll<Object> answer(Context cx) {
    return Poll.ready(AllocationTest.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_task_that_ends_allocates_itself_and_one_Ready(Kind kind) {
    Future<Object> child = AllocationTest::answer;

    assertAtMost(
        TASK + READY,
        bytesPerStep(
            kind,
            cx -> {
              Tasks.spawn(child).detach();
              wakeSelf(cx);
            }));
  }

  @ParameterizedTest
  @EnumSource
  void joining_a_task_allocates_nothing_more(Kind kind) {
    Future<Object> child = AllocationTest::answer;
    JoinHandle<?>[] joined = new JoinHandle<?>[1];

    assertAtMost(
        TASK + READY,
        bytesPerStep(
            kind,
            cx -> {
              if (joined[0] == null || joined[0].poll(cx).isReady()) {
                joined[0] = Tasks.spawn(child);
                assertTrue(joined[0].poll(cx).isPending());
              }
            }));
  }

  @ParameterizedTest
  @EnumSource
  void a_value_sent_through_a_oneshot_is_wrapped_once(Kind kind) {
    assertAtMost(
        SENDER + RECEIVER + CHANNEL + READY,
        bytesPerStep(
            kind,
            cx -> {
              Oneshot.Channel<Object> channel = Oneshot.channel();
              assertTrue(channel.receiver().poll(cx).isPending());
              channel.sender().send(AllocationTest.class);
              assertTrue(channel.receiver().poll(cx).isReady());
            }));
  }

  // ---- what stays

  @ParameterizedTest
  @EnumSource
  void a_task_that_sleeps_is_itself_and_its_sleep(Kind kind) {
    assertAtMost(
        TASK + SLEEP,
        bytesPerStep(
            kind,
            cx -> {
              Tasks.spawn(Time.sleep(HOUR)).detach();
              wakeSelf(cx);
            }));
  }
}
