package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One spawned future, with the word that decides who may poll it. The task is its own waker, its
 * own node in a run queue and in the list of living tasks, and its own join handle.
 *
 * <p>The word follows Tokio's task state; what the garbage collector does for us (reference counts)
 * is left out, and the hand-off to the joiner is a sentinel in a field of its own.
 */
final class Task<T> implements JoinHandle<T>, Waker {

  /*
   *                     +------------------- wake(), abort() -------------------+
   *                     v                                                       |
   *   new ---------> NOTIFIED ------- begin ------> RUNNING ----- Pending ---> idle
   *                     ^                           |  |
   *                     |            wake(), abort()|  |
   *                     |                           v  |
   *                     +------- Pending -- RUNNING|NOTIFIED
   *                                                 |  |
   *                              Ready, throw, cancelled
   *                                                 v  v
   *                                               COMPLETE   final: stage is the outcome
   *
   *   CANCELLED is set beside any of these but COMPLETE. Who begins a cancelled task, or ends a poll
   *   of one with Pending, keeps RUNNING, cancels the future and completes.
   *
   *   who       transition                      memory mode      publishes
   *   any       wake: NOTIFIED added            RMW, full        what the waker wrote, to the next poll
   *   any       wake of a NOTIFIED task         RMW, full        the same. It must not be a plain read:
   *                                                              the waker's write could still be in its
   *                                                              store buffer when the poll looks for it
   *   any       abort: CANCELLED (+NOTIFIED)    CAS, full        that it was asked for
   *   runner    NOTIFIED -> RUNNING             CAS, full        earlier polls' writes, and every wake's
   *             (-OVERDUE)                                       up to now, to this poll. NOTIFIED goes
   *                                                              before the poll looks at anything
   *   runner    RUNNING -> idle or NOTIFIED     CAS, full        this poll's writes, to the next poll
   *   runner    RUNNING -> COMPLETE             RMW, full        stage is written before
   *   runner    joinWaker := DONE               xchg, full       stage, to the joiner. A mere release if
   *                                                              it was detached and nobody waits
   *   watchdog  NOTIFIED: OVERDUE added         CAS, full        nothing: only it reads the bit, and a task
   *                                                              that still has it was not begun since
   *   joiner    joinWaker: null|w -> w'         CAS, full        w', to the runner; if the runner was
   *                                                              first the CAS fails and shows DONE
   *
   *   I1  Who adds NOTIFIED to an idle task queues it, once, and nobody else does; but for the watchdog,
   *       which queues a task that it believes lost. So a thread that takes a task from a queue runs it
   *       only if it is notified and nobody runs it: one entry too many is dropped, not polled.
   *   I2  The future is touched only by the thread that set RUNNING.
   *   I3  No wake is lost: it queues the task, finds it queued, or makes its runner queue it.
   *   I4  stage is written once, before DONE is published; isFinished reads DONE and nothing else.
   *   I5  The future's cancel is over before COMPLETE, and runs at most once: only the runner calls it.
   *
   *   Checked by TaskTest (every edge), the jcstress tests beside it (I3, I4, I5), TaskWakeStressTest.
   */
  static final int RUNNING = 1;
  static final int COMPLETE = 1 << 1;
  static final int NOTIFIED = 1 << 2;
  static final int CANCELLED = 1 << 3;
  static final int DETACHED = 1 << 4; // nobody joins: report a failure, keep no result
  static final int CLOSED =
      1 << 5; // cancelled because the runtime closes; says why, decides nothing
  static final int OVERDUE = 1 << 6; // the watchdog saw it notified, and it was not begun since

  // what begin found
  private static final int NOT_MINE = 0; // another entry of the task was taken before, see I1
  private static final int BEGUN = 1;
  private static final int BEGUN_CANCELLED = 2; // ours to finish, without a poll

  private static final Object DONE = "done"; // in joinWaker: the outcome may be read
  private static final Object TAKEN = "taken"; // in stage: the outcome was read or dropped
  private static final Object ABORTED = "aborted"; // in stage: cancelled before it was done

  private static final VarHandle STATE;
  private static final VarHandle JOIN_WAKER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Task.class, "state", int.class);
      JOIN_WAKER = lookup.findVarHandle(Task.class, "joinWaker", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // any thread, through STATE and JOIN_WAKER
  @SuppressWarnings("unused") // through STATE; not volatile, since that would fence in each spawn
  private int state = NOTIFIED;

  private @Nullable Object joinWaker; // null, a Waker, two of them (Displaced), or DONE

  // who set RUNNING, then the joiner: the future, then a Poll.Ready, a Failure, ABORTED or TAKEN
  private Object stage;

  final Scheduler scheduler;

  // Notified, and in no queue: whoever woke the task had no stack or memory left to queue it.
  // Without
  // this it would be lost, since every later wake finds it notified. Set without a call, in the
  // very
  // frame that failed; taken back by the thread that then queues the task.
  private volatile boolean stranded;

  // whose queue the task is in
  @Nullable Task<?> queueNext;

  /** The frame that spawned it, if the runtime records that. */
  final @Nullable StackTraceElement spawnSite;

  Task(Scheduler scheduler, Future<T> future) {
    this(scheduler, future, null);
  }

  Task(Scheduler scheduler, Future<T> future, @Nullable StackTraceElement spawnSite) {
    this.scheduler = scheduler;
    this.stage = future;
    this.spawnSite = spawnSite;
  }

  // ---- waking: any thread

  @Override
  public void wake() {
    int before = (int) STATE.getAndBitwiseOr(this, NOTIFIED);
    if ((before & (NOTIFIED | RUNNING | COMPLETE)) == 0) {
      try {
        scheduler.schedule(this);
      } catch (Throwable exhausted) {
        stranded = true;
        scheduler.strandedTasks = true;
      }
    }
  }

  @Override
  public void abort() {
    cancelTask(CANCELLED);
  }

  /** An abort because the runtime closes. */
  void shutdown() {
    cancelTask(CANCELLED | CLOSED);
  }

  private void cancelTask(int bits) {
    while (true) {
      int now = (int) STATE.getVolatile(this);
      if ((now & (COMPLETE | CANCELLED)) != 0) {
        return;
      }
      if (STATE.compareAndSet(this, now, now | bits | NOTIFIED)) {
        if ((now & (NOTIFIED | RUNNING)) == 0) {
          try {
            scheduler.schedule(this);
          } catch (Throwable exhausted) {
            stranded = true;
            scheduler.strandedTasks = true;
          }
        }
        return;
      }
    }
  }

  /** The task is notified and in no queue, and whoever can has to queue it. */
  void strand() {
    stranded = true;
    scheduler.strandedTasks = true;
  }

  /** Queues the task if its wake could not. */
  void rescue() {
    if (stranded) {
      stranded = false;
      try {
        scheduler.schedule(this);
      } catch (Throwable exhausted) {
        strand();
      }
    }
  }

  // ---- running: the thread that took the task from its queue

  /**
   * Polls once and settles what follows. Never throws: whatever the future throws is the task's
   * outcome.
   *
   * @return true if the task was woken during the poll and must go to the back of a queue
   */
  boolean run(Context cx) {
    int begun = begin();
    if (begun != BEGUN) {
      if (begun == BEGUN_CANCELLED) {
        finishCancelled();
        scheduler.released(this);
      }
      return false;
    }
    Object outcome;
    try {
      Poll<T> poll = future().poll(cx);
      if (poll instanceof Poll.Pending) {
        outcome = null;
      } else if (poll != null) {
        outcome = poll;
      } else {
        outcome = Failure.of(Misuse.nullPoll(future()));
      }
    } catch (Throwable thrown) {
      outcome = Failure.of(thrown);
    }
    if (outcome != null) {
      complete(outcome);
      scheduler.released(this);
      return false;
    }
    return endPending();
  }

  /** Ends, on the calling thread, a task that was never queued because its runtime is closed. */
  void refuse() {
    cancelTask(CANCELLED | CLOSED);
    if (begin() == BEGUN_CANCELLED) {
      finishCancelled();
    }
  }

  /** Fails, on the calling thread, a task that no thread could be had for. */
  void refuse(Throwable cause) {
    int begun = begin();
    if (begun == BEGUN) {
      complete(Failure.of(cause));
    } else if (begun == BEGUN_CANCELLED) {
      finishCancelled();
    }
  }

  private int begin() {
    while (true) {
      int now = (int) STATE.getVolatile(this);
      if ((now & (NOTIFIED | RUNNING | COMPLETE)) != NOTIFIED) {
        return NOT_MINE;
      }
      if (STATE.compareAndSet(this, now, (now & ~(NOTIFIED | OVERDUE)) | RUNNING)) {
        return (now & CANCELLED) == 0 ? BEGUN : BEGUN_CANCELLED;
      }
    }
  }

  // ---- the watchdog: any thread

  private static boolean waitsForItsTurn(int state) {
    return (state & (NOTIFIED | RUNNING | COMPLETE)) == NOTIFIED;
  }

  /**
   * Marks a task that is to be polled and is not.
   *
   * @return true if it is now marked; false if there is nothing to wait for, or it moves
   */
  boolean markOverdue() {
    int now = (int) STATE.getVolatile(this);
    return waitsForItsTurn(now)
        && ((now & OVERDUE) != 0 || STATE.compareAndSet(this, now, now | OVERDUE));
  }

  /** It was marked, and nobody began it since. */
  boolean isOverdue() {
    int now = (int) STATE.getVolatile(this);
    return waitsForItsTurn(now) && (now & OVERDUE) != 0;
  }

  /** What it polls and where it was spawned; without a call of the user's code. */
  String describe() {
    Object now = stage;
    String what = now instanceof Future ? now.getClass().getName() : "a task that has just ended";
    return spawnSite == null ? what : what + ", spawned at " + spawnSite;
  }

  @Override
  public String toString() {
    int now = (int) STATE.getVolatile(this);
    String phase;
    if ((now & COMPLETE) != 0) {
      phase = "finished";
    } else if ((now & RUNNING) != 0) {
      phase = "running " + describe();
    } else if ((now & NOTIFIED) != 0) {
      phase = "queued " + describe();
    } else {
      phase = "waiting " + describe();
    }
    return "Task[" + phase + ((now & CANCELLED) != 0 ? ", aborted]" : "]");
  }

  private boolean endPending() {
    while (true) {
      int now = (int) STATE.getVolatile(this);
      if ((now & CANCELLED) != 0) {
        finishCancelled();
        scheduler.released(this);
        return false;
      }
      if (STATE.compareAndSet(this, now, now & ~RUNNING)) {
        return (now & NOTIFIED) != 0;
      }
    }
  }

  private void finishCancelled() {
    try {
      future().cancel();
      complete(ABORTED);
    } catch (Throwable thrown) {
      complete(Failure.of(thrown));
    }
  }

  private void complete(Object outcome) {
    stage = outcome;
    // RUNNING is ours alone and COMPLETE not set, so adding is as good as setting bits, and no
    // loop.
    int before = (int) STATE.getAndAdd(this, COMPLETE - RUNNING);
    boolean detached = (before & DETACHED) != 0;
    if (detached) {
      dropOutcome();
    }
    if (detached && JOIN_WAKER.getOpaque(this) == null) {
      // Nobody waits, nor will: a poll of a detached handle throws.
      JOIN_WAKER.setRelease(this, DONE);
    } else if (JOIN_WAKER.getAndSet(this, DONE) instanceof Waker waker) {
      Wakes.wake(waker);
    }
  }

  /** Any thread: it will not be polled or cancelled any more. */
  boolean isComplete() {
    return ((int) STATE.getOpaque(this) & COMPLETE) != 0;
  }

  @SuppressWarnings("unchecked") // stage is the future until the runner completes
  private Future<T> future() {
    return (Future<T>) stage;
  }

  // ---- joining: the one owner of the handle

  @Override
  public Poll<T> poll(Context cx) {
    if (!cx.proceed()) {
      return Poll.pending();
    }
    Object seen = JOIN_WAKER.getAcquire(this);
    if (seen != DONE) {
      if (((int) STATE.getVolatile(this) & DETACHED) != 0) {
        throw Misuse.joinAfterDetach();
      }
      Waker waker = cx.waker();
      if (seen instanceof Waker same && same.willWake(waker)) {
        return Poll.pending();
      }
      Object next = seen instanceof Waker earlier ? Displaced.of(waker, earlier) : waker;
      Object witness = JOIN_WAKER.compareAndExchange(this, seen, next);
      if (witness == seen) {
        return Poll.pending();
      }
      if (witness != DONE) {
        throw Misuse.twoJoiners();
      }
    }
    cx.spend();
    return takeOutcome();
  }

  @SuppressWarnings("unchecked") // a Poll.Ready in stage is what this task's future returned
  private Poll<T> takeOutcome() {
    Object outcome = stage;
    if (outcome == TAKEN) {
      boolean detached = ((int) STATE.getVolatile(this) & DETACHED) != 0;
      throw detached ? Misuse.joinAfterDetach() : Misuse.twoJoiners();
    }
    stage = TAKEN;
    if (outcome instanceof Failure failure) {
      throw JoinException.failed(failure.cause(), spawnSite);
    }
    if (outcome == ABORTED) {
      boolean closed = ((int) STATE.getVolatile(this) & CLOSED) != 0;
      throw JoinException.aborted(closed ? scheduler.closedMessage() : "the task was aborted");
    }
    return (Poll<T>) outcome;
  }

  @Override
  public boolean isFinished() {
    return JOIN_WAKER.getAcquire(this) == DONE;
  }

  @Override
  public void cancel() {
    Object seen = JOIN_WAKER.getAcquire(this);
    if (seen != DONE) {
      JOIN_WAKER.compareAndSet(this, seen, null);
    }
    detach();
  }

  @Override
  public void detach() {
    int before = (int) STATE.getAndBitwiseOr(this, DETACHED);
    if ((before & (COMPLETE | DETACHED)) == COMPLETE) {
      dropOutcome();
    }
  }

  /** Of the runner and the owner, the one whose RMW came second. */
  private void dropOutcome() {
    Object outcome = stage;
    stage = TAKEN;
    if (outcome instanceof Failure failure) {
      scheduler.uncaught(failure.cause());
    }
  }

  /** What the future threw. */
  private record Failure(Throwable cause) {

    private static final Failure NO_MEMORY =
        new Failure(new OutOfMemoryError("none was left even to keep what the task threw"));

    static Failure of(Throwable cause) {
      try {
        return new Failure(cause);
      } catch (OutOfMemoryError none) {
        return NO_MEMORY;
      }
    }
  }
}
