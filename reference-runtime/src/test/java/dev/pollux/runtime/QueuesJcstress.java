package dev.pollux.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pollux.Poll;
import java.util.HashSet;
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
}
