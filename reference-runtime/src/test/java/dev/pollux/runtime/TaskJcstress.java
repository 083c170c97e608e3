package dev.pollux.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The claims of the table in {@link Task}, made on the class that ships. Each runs a task against
 * one or two other threads; {@link JcstressTest} starts them.
 */
final class TaskJcstress {

  private static final Context CONTEXT = Context.of(Waker.noop());

  private TaskJcstress() {}

  /**
   * The waker's write is plain, and the task is queued when the wake comes: were that wake a mere
   * read, the poll that is about to begin could miss the write, and nobody would ever poll again.
   */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the poll saw the write")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it saw the write, and is polled once more")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it did not, but is polled once more")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "a lost wake-up")
  @State
  public static class WakeOfAQueuedTask {
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private final Task<Void> task = new Task<>(scheduler, this::poll);
    private int data;
    private int seen;
    private boolean again;

    private Poll<Void> poll(Context cx) {
      seen = data;
      return Poll.pending();
    }

    /** The other thread. */
    @Actor
    public void waker() {
      data = 1;
      task.wake();
    }

    /** The worker. */
    @Actor
    public void runner() {
      again = task.run(CONTEXT);
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = seen;
      result.r2 = again || scheduler.scheduled.get() > 0 ? 1 : 0;
    }
  }

  /** Two wake an idle task: it is queued once, and its next poll sees both writes. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "queued once, both writes seen")
  @Outcome(expect = FORBIDDEN, desc = "lost, or in two queues")
  @State
  public static class TwoWakesOfAnIdleTask {
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private final Task<Void> task = new Task<>(scheduler, this::poll);
    private int first;
    private int second;
    private int seen;

    /** Leaves the task idle. */
    public TwoWakesOfAnIdleTask() {
      boolean queued = task.run(CONTEXT);
      seen = queued ? -1 : 0;
    }

    private Poll<Void> poll(Context cx) {
      seen = first + second;
      return Poll.pending();
    }

    /** One waker. */
    @Actor
    public void one() {
      first = 1;
      task.wake();
    }

    /** The other. */
    @Actor
    public void other() {
      second = 1;
      task.wake();
    }

    /** The worker, afterwards. */
    @Arbiter
    public void arbiter(II_Result result) {
      boolean queued = task.run(CONTEXT);
      result.r1 = scheduler.scheduled.get() + (queued ? 10 : 0);
      result.r2 = seen;
    }
  }

  /** The joiner reads the value and what was written before it, or its waker is called. */
  @JCStressTest
  @Outcome(id = "42, 0", expect = ACCEPTABLE, desc = "the value was there")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it was not, and the joiner is woken")
  @Outcome(expect = FORBIDDEN, desc = "half a value, or a joiner who waits for ever")
  @State
  public static class JoinOfATaskThatEnds {
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private final Task<int[]> task = new Task<>(scheduler, cx -> Poll.ready(new int[] {40 + 2}));
    private int woken;
    private int joined;

    /** The worker. */
    @Actor
    public void runner() {
      task.run(CONTEXT);
    }

    /** The owner of the handle. */
    @Actor
    public void joiner() {
      Poll<int[]> poll = task.poll(Context.of(() -> woken = 1));
      joined = poll.isReady() ? poll.get()[0] : 0;
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = joined;
      result.r2 = woken;
    }
  }

  /** Whoever sees that the task has finished can read its value. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not finished yet")
  @Outcome(id = "1, 42", expect = ACCEPTABLE, desc = "finished, and readable")
  @Outcome(expect = FORBIDDEN, desc = "finished, and not readable")
  @State
  public static class FinishedMeansReadable {
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private final Task<int[]> task = new Task<>(scheduler, cx -> Poll.ready(new int[] {40 + 2}));

    /** The worker. */
    @Actor
    public void runner() {
      task.run(CONTEXT);
    }

    /** The owner of the handle. */
    @Actor
    public void owner(II_Result result) {
      if (task.isFinished()) {
        result.r1 = 1;
        Poll<int[]> poll = task.poll(CONTEXT);
        result.r2 = poll.isReady() ? poll.get()[0] : -1;
      }
    }
  }

  /**
   * An abort comes while the last poll runs: there is one outcome, and cancel runs only with one.
   */
  @JCStressTest
  @Outcome(id = "42, 0", expect = ACCEPTABLE, desc = "the value, and nothing was cancelled")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "aborted, and cancelled once")
  @Outcome(expect = FORBIDDEN, desc = "both, neither, or cancelled twice")
  @State
  public static class AbortOfATaskThatEnds {
    private final Counting future = new Counting(Poll.ready(42));
    private final Task<Integer> task = new Task<>(new RecordingScheduler(), future);

    /** The worker. */
    @Actor
    public void runner() {
      task.run(CONTEXT);
    }

    /** Anybody. */
    @Actor
    public void aborter() {
      task.abort();
    }

    /** The owner of the handle. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = outcome(task);
      result.r2 = future.cancelled;
    }
  }

  /** Aborts come while a poll that is pending runs: the task ends, by this run or the next. */
  @JCStressTest
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "aborted, and cancelled once")
  @Outcome(expect = FORBIDDEN, desc = "never ended, or cancelled twice")
  @State
  public static class AbortOfATaskThatWaits {
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private final Counting future = new Counting(Poll.pending());
    private final Task<Integer> task = new Task<>(scheduler, future);

    /** The worker. */
    @Actor
    public void runner() {
      task.run(CONTEXT);
    }

    /** Anybody, twice. */
    @Actor
    public void aborter() {
      task.abort();
      task.abort();
    }

    /** The worker again if the task was queued, then the owner of the handle. */
    @Arbiter
    public void arbiter(II_Result result) {
      if (scheduler.scheduled.get() == 1) {
        task.run(CONTEXT);
      }
      result.r1 = outcome(task);
      result.r2 = future.cancelled;
    }
  }

  /** A failure that nobody joins is reported once, whichever of the two comes first. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "reported once")
  @Outcome(expect = FORBIDDEN, desc = "swallowed, or reported twice")
  @State
  public static class DetachOfATaskThatFails {
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private final Task<Integer> task =
        new Task<>(
            scheduler,
            cx -> {
              throw new IllegalStateException("on purpose");
            });

    /** The worker. */
    @Actor
    public void runner() {
      task.run(CONTEXT);
    }

    /** The owner of the handle. */
    @Actor
    public void owner() {
      task.detach();
    }

    /** Counts. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = scheduler.uncaught.get();
      result.r2 = scheduler.released.get();
    }
  }

  /** The value; -1 if aborted; -2 if the task has not ended. */
  private static int outcome(Task<Integer> task) {
    try {
      Poll<Integer> poll = task.poll(CONTEXT);
      return poll.isReady() ? poll.get() : -2;
    } catch (JoinException e) {
      return e.isAborted() ? -1 : -3;
    }
  }

  /** Always answers the same. */
  private static final class Counting implements Future<Integer> {
    private final Poll<Integer> answer;
    private int cancelled;

    Counting(Poll<Integer> answer) {
      this.answer = answer;
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      return answer;
    }

    @Override
    public void cancel() {
      cancelled++;
    }
  }
}
