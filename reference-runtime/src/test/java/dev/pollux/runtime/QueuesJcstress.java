package dev.pollux.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pollux.Poll;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The claims of {@link LocalQueue} and {@link Idle}, with the ring made small. */
final class QueuesJcstress {

  private QueuesJcstress() {}

  /**
   * The owner pushes past the end of its ring and pops, another steals: nothing is lost or twice.
   */
  @JCStressTest
  @Outcome(id = "5, 5", expect = ACCEPTABLE, desc = "each task is somewhere, once")
  @Outcome(expect = FORBIDDEN, desc = "a task was lost or taken twice")
  @State
  public static class PushPopSteal {
    private final Scheduler scheduler = new RecordingScheduler();
    private final Injector injector = new Injector();
    private final LocalQueue owned = new LocalQueue(4);
    private final LocalQueue ring = new LocalQueue(4);
    private @Nullable Task<?> popped;
    private @Nullable Task<?> stolen;

    /** Three of the four slots are full. */
    public PushPopSteal() {
      owned.push(task(), injector);
      owned.push(task(), injector);
      owned.push(task(), injector);
    }

    private Task<Void> task() {
      return new Task<>(scheduler, cx -> Poll.ready());
    }

    /** The worker whose ring it is. */
    @Actor
    public void owner() {
      owned.push(task(), injector);
      owned.push(task(), injector);
      popped = owned.pop();
    }

    /** Another worker. */
    @Actor
    public void thief() {
      stolen = owned.stealInto(ring);
    }

    /** Counts the tasks, and the different ones among them. */
    @Arbiter
    public void arbiter(II_Result result) {
      Set<Task<?>> different = new HashSet<>();
      int[] count = new int[1];
      note(popped, different, count);
      note(stolen, different, count);
      drain(owned, different, count);
      drain(ring, different, count);
      for (Task<?> task = injector.pop(); task != null; task = injector.pop()) {
        note(task, different, count);
      }
      result.r1 = count[0];
      result.r2 = different.size();
    }

    private static void drain(LocalQueue queue, Set<Task<?>> different, int[] count) {
      for (Task<?> task = queue.pop(); task != null; task = queue.pop()) {
        note(task, different, count);
      }
    }

    private static void note(@Nullable Task<?> task, Set<Task<?>> different, int[] count) {
      if (task != null) {
        different.add(task);
        count[0]++;
      }
    }
  }

  /** A task is pushed while the only worker goes to sleep: one of the two sees the other. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the worker saw the task")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the pusher wakes the worker")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the task waits while the worker sleeps")
  @State
  public static class PushAgainstPark {
    private final Injector injector = new Injector();
    private final Idle idle = new Idle(1);
    private final boolean searching = idle.trySearch();

    /** Anybody. */
    @Actor
    public void pusher(II_Result result) {
      injector.push(new Task<Void>(new RecordingScheduler(), cx -> Poll.ready()));
      result.r1 = idle.workerToNotify() == Idle.NOBODY ? 0 : 1;
    }

    /** The worker. */
    @Actor
    public void worker(II_Result result) {
      boolean looksAgain = idle.park(0, searching);
      result.r2 = looksAgain && !injector.isEmpty() ? 1 : 0;
    }
  }

  /**
   * Two push, one of whom takes as well: each task comes out once, those of one pusher in order.
   */
  @JCStressTest
  @Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "all three, and in order")
  @Outcome(expect = FORBIDDEN, desc = "a task was lost, or taken twice, or overtaken")
  @State
  public static class PushPushTake {
    private final Scheduler scheduler = new RecordingScheduler();
    private final Injector injector = new Injector();
    private final Task<Void> first = new Task<>(scheduler, cx -> Poll.ready());
    private final Task<Void> second = new Task<>(scheduler, cx -> Poll.ready());
    private final Task<Void> other = new Task<>(scheduler, cx -> Poll.ready());
    private final List<Task<?>> out = new ArrayList<>();

    /** One pusher. */
    @Actor
    public void pusher() {
      injector.push(first);
      injector.push(second);
    }

    /** Another, who takes in between. */
    @Actor
    public void taker() {
      take();
      injector.push(other);
      take();
    }

    private void take() {
      Task<?> task = injector.pop();
      if (task != null) {
        out.add(task);
      }
    }

    /** What is left, and the order. */
    @Arbiter
    public void arbiter(II_Result result) {
      take();
      take();
      take();
      result.r1 = new HashSet<>(out).size();
      result.r2 = out.size() == 3 && out.indexOf(first) < out.indexOf(second) ? 1 : 0;
    }
  }

  /** While a taker turns the pushed tasks round they are in neither list, but not forgotten. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the second was seen")
  @Outcome(expect = FORBIDDEN, desc = "a worker would park although a task is queued")
  @State
  public static class EmptyAgainstTake {
    private final Injector injector = new Injector();

    /** Two tasks, of which one is taken. */
    public EmptyAgainstTake() {
      Scheduler scheduler = new RecordingScheduler();
      injector.push(new Task<Void>(scheduler, cx -> Poll.ready()));
      injector.push(new Task<Void>(scheduler, cx -> Poll.ready()));
    }

    /** A worker that takes. */
    @Actor
    public void taker(II_Result result) {
      result.r1 = injector.pop() == null ? 0 : 1;
    }

    /** A worker that is about to park. */
    @Actor
    public void parking(II_Result result) {
      result.r2 = injector.isEmpty() ? 1 : 0;
    }
  }
}
