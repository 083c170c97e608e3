package dev.pollux.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pollux.Context;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What the watchdog takes from a worker that is at work. */
final class WatchdogJcstress {

  private WatchdogJcstress() {}

  /**
   * A worker adds to the list of those who yielded and empties it, while the list is taken away.
   */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each was woken, once")
  @Outcome(expect = FORBIDDEN, desc = "who yielded was forgotten, or woken twice")
  @State
  public static class YieldedAndTaken {
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final Waker waker = late::getAndIncrement;
    private final PollContext cx = new PollContext(new Services());
    private @Nullable Waker @Nullable [] taken;

    /** One has yielded. */
    public YieldedAndTaken() {
      cx.defer(before::getAndIncrement);
    }

    /** The worker: a poll in which another yields, and what comes after it. */
    @Actor
    public void worker() {
      cx.defer(waker);
      cx.wakeDeferred();
    }

    /** Takes the list, and looks through it once. */
    @Actor
    public void watchdog() {
      taken = cx.takeDeferred();
      if (taken != null) {
        PollContext.wakeTaken(taken);
      }
    }

    /** The watchdog's next look, which sees that the poll is over. */
    @Arbiter
    public void arbiter(II_Result result) {
      if (taken != null) {
        PollContext.wakeTaken(taken);
      }
      result.r1 = before.get();
      result.r2 = late.get();
    }
  }

  /** The watchdog marks a task that a worker takes from a queue at this moment. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it was polled once and has no mark left")
  @Outcome(expect = FORBIDDEN, desc = "the mark kept it from its poll, or stayed after it")
  @State
  public static class MarkedAndBegun {
    private final AtomicInteger polls = new AtomicInteger();
    private final Task<Void> task =
        new Task<>(
            new RecordingScheduler(),
            cx -> {
              polls.getAndIncrement();
              return Poll.pending();
            });

    /** The worker. */
    @Actor
    public void worker() {
      polls.addAndGet(task.run(Context.of(Waker.noop())) ? 100 : 0);
    }

    /** The watchdog. */
    @Actor
    public void watchdog() {
      polls.addAndGet(task.markOverdue() && task.isComplete() ? 100 : 0);
    }

    /** A wake afterwards shows whether a mark is left. */
    @Arbiter
    public void arbiter(II_Result result) {
      task.wake();
      result.r1 = polls.get();
      result.r2 = task.isOverdue() ? 1 : 0;
    }
  }

  /** Two threads have an entry of one task, which one too many repair can cause. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one of them polled it, the other dropped it")
  @Outcome(expect = FORBIDDEN, desc = "it was polled twice or not at all")
  @State
  public static class OneEntryTooMany {
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private final AtomicInteger polls = new AtomicInteger();
    private final Task<Void> task =
        new Task<>(
            scheduler,
            cx -> {
              polls.getAndIncrement();
              return Poll.ready();
            });

    /** One. */
    @Actor
    public void worker() {
      polls.addAndGet(task.run(Context.of(Waker.noop())) ? 100 : 0);
    }

    /** The other. */
    @Actor
    public void other() {
      polls.addAndGet(task.run(Context.of(Waker.noop())) ? 100 : 0);
    }

    /** Polls and ends. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = polls.get();
      result.r2 = scheduler.released.get();
    }
  }
}
