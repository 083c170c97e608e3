package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every edge of the diagram in {@link Task}, walked by one thread. */
class TaskTest {

  private static final Context CONTEXT = Context.of(Waker.noop());

  private final RecordingScheduler scheduler = new RecordingScheduler();
  private int joinerWoken;
  private final Context joiner = Context.of(() -> joinerWoken++);

  private <T> Task<T> task(Future<T> future) {
    return new Task<>(scheduler, future);
  }

  // ---- waking

  @Test
  void newTask_isQueuedByItsSpawnerAndByNoWake() {
    Task<Void> task = task(cx -> Poll.pending());

    task.wake();

    assertEquals(0, scheduler.scheduled.get());
  }

  @Test
  void idleTask_isQueuedByTheFirstWakeAlone() {
    Task<Void> task = task(cx -> Poll.pending());
    boolean again = task.run(CONTEXT);

    task.wake();
    task.wake();
    task.wake();

    assertFalse(again);
    assertEquals(1, scheduler.scheduled.get());
  }

  @Test
  void wakesDuringThePoll_askItsRunnerForOneMore() {
    ScriptedFuture<Void> future =
        new ScriptedFuture<>(
            cx -> {
              cx.waker().wake();
              cx.waker().wake();
              return Poll.pending();
            },
            cx -> Poll.pending());
    Task<Void> task = task(future);
    Context own = Context.of(task);

    boolean again = task.run(own);
    boolean onceMore = task.run(own);

    assertTrue(again);
    assertFalse(onceMore);
    assertEquals(0, scheduler.scheduled.get());
    assertEquals(List.of("poll", "poll"), future.log);
  }

  @Test
  void completeTask_ignoresWakes() {
    Task<Integer> task = task(cx -> Poll.ready(1));
    boolean again = task.run(CONTEXT);

    task.wake();

    assertFalse(again);
    assertEquals(0, scheduler.scheduled.get());
    assertEquals(1, scheduler.released.get());
  }

  @Test
  void wakeThatCannotQueue_strandsTheTaskUntilItIsRescued() {
    List<Task<?>> queued = new ArrayList<>();
    ExhaustedOnce exhausted = new ExhaustedOnce(scheduler, queued);
    Task<Void> task = new Task<>(exhausted, cx -> Poll.pending());
    boolean again = task.run(CONTEXT);

    task.wake();
    List<Task<?>> before = List.copyOf(queued);
    task.rescue();
    task.rescue();

    assertFalse(again);
    assertTrue(exhausted.strandedTasks);
    assertEquals(List.of(), before);
    assertEquals(List.of(task), queued);
  }

  // ---- entries too many, and the watchdog's mark

  @Test
  void entryOfATaskThatWasTakenBefore_isDropped() {
    ScriptedFuture<Void> future = new ScriptedFuture<>(cx -> Poll.pending());
    Task<Void> task = task(future);
    boolean first = task.run(CONTEXT);

    boolean tooMany = task.run(CONTEXT);

    assertFalse(first);
    assertFalse(tooMany);
    assertEquals(List.of("poll"), future.log);
  }

  @Test
  void entryOfATaskThatIsRunning_isDropped() {
    List<Task<Void>> self = new ArrayList<>();
    List<Boolean> inner = new ArrayList<>();
    ScriptedFuture<Void> future =
        new ScriptedFuture<>(
            cx -> {
              self.get(0).wake();
              inner.add(self.get(0).run(CONTEXT));
              return Poll.pending();
            });
    Task<Void> task = task(future);
    self.add(task);

    boolean again = task.run(CONTEXT);

    assertTrue(again);
    assertEquals(List.of(false), inner);
    assertEquals(List.of("poll"), future.log);
  }

  @Test
  void entryOfATaskThatHasEnded_isDropped() {
    ScriptedFuture<Integer> future = new ScriptedFuture<>(cx -> Poll.ready(5));
    Task<Integer> task = task(future);
    boolean first = task.run(CONTEXT);

    boolean tooMany = task.run(CONTEXT);

    assertFalse(first);
    assertFalse(tooMany);
    assertEquals(List.of("poll"), future.log);
    assertEquals(1, scheduler.released.get());
  }

  @Test
  void queuedTask_staysOverdueUntilItIsBegun() {
    Task<Void> task = task(new ScriptedFuture<>(cx -> Poll.pending()));
    boolean before = task.isOverdue();
    boolean marked = task.markOverdue();
    boolean markedAgain = task.markOverdue();
    boolean waiting = task.isOverdue();

    boolean again = task.run(CONTEXT);
    task.wake();

    assertFalse(before);
    assertTrue(marked);
    assertTrue(markedAgain);
    assertTrue(waiting);
    assertFalse(again);
    assertFalse(task.isOverdue(), "a task that was polled meanwhile is not overdue");
  }

  @Test
  void taskThatNobodyWoke_isNotMarked() {
    Task<Void> task = task(new ScriptedFuture<>(cx -> Poll.pending()));
    boolean again = task.run(CONTEXT);

    boolean marked = task.markOverdue();

    assertFalse(again);
    assertFalse(marked);
    assertFalse(task.isOverdue());
  }

  @Test
  void taskInAList_isNotLinkedASecondTime() {
    TaskList list = new TaskList();
    TaskList other = new TaskList();
    Task<Void> first = task(cx -> Poll.pending());
    Task<Void> second = task(cx -> Poll.pending());

    list.addLast(first);
    list.addLast(second);
    list.addLast(first);
    list.addLast(second);
    other.addLast(first);

    assertEquals(2, list.size());
    assertTrue(other.isEmpty());
    assertSame(first, list.pollFirst());
    assertSame(second, list.pollFirst());
    assertTrue(list.isEmpty());
    list.addLast(second);
    assertSame(second, list.pollFirst());
  }

  // ---- telling

  @Test
  void toString_tellsThePhaseTheFutureAndTheSpawnSite() {
    StackTraceElement site = new StackTraceElement("acme.Main", "start", "Main.java", 42);
    ScriptedFuture<Integer> future =
        new ScriptedFuture<>(cx -> Poll.pending(), cx -> Poll.ready(1));
    Task<Integer> task = new Task<>(scheduler, future, site);
    String what = future.getClass().getName() + ", spawned at acme.Main.start(Main.java:42)";
    String queued = task.toString();
    boolean first = task.run(CONTEXT);
    String waiting = task.toString();
    task.wake();
    boolean second = task.run(CONTEXT);

    assertFalse(first);
    assertFalse(second);
    assertEquals("Task[queued " + what + "]", queued);
    assertEquals("Task[waiting " + what + "]", waiting);
    assertEquals("Task[finished]", task.toString());
  }

  @Test
  void failure_namesTheSpawnSite() {
    StackTraceElement site = new StackTraceElement("acme.Main", "start", "Main.java", 42);
    Task<Void> task = new Task<>(scheduler, Future.failed(new IOException("on purpose")), site);

    boolean again = task.run(CONTEXT);
    JoinException failure = assertThrows(JoinException.class, () -> task.poll(joiner));

    assertFalse(again);
    assertEquals(
        "the task, spawned at acme.Main.start(Main.java:42), failed:"
            + " java.io.IOException: on purpose",
        failure.getMessage());
  }

  // ---- ending

  @Test
  void readyPoll_isTheValueOfTheHandle() {
    Poll<String> value = Poll.ready("castor");
    Task<String> task = task(cx -> value);
    boolean early = task.isFinished();

    boolean again = task.run(CONTEXT);

    assertFalse(early);
    assertFalse(again);
    assertTrue(task.isFinished());
    assertSame(value, task.poll(joiner));
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalArgumentException("unchecked"),
        new IOException("checked"),
        new InterruptedException("interrupt"),
        new StackOverflowError(),
        new OutOfMemoryError("pretended"),
        new ExceptionInInitializerError("linkage"),
        new AssertionError("assertion"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whateverThePollThrows_failsTheTaskAndIsNotCancelled(Throwable thrown) {
    ScriptedFuture<Void> future =
        new ScriptedFuture<>(
            cx -> {
              throw thrown;
            });
    Task<Void> task = task(future);

    boolean again = task.run(CONTEXT);
    JoinException failure = assertThrows(JoinException.class, () -> task.poll(joiner));

    assertFalse(again);
    assertSame(thrown, failure.getCause());
    assertFalse(failure.isAborted());
    assertEquals(List.of("poll"), future.log);
  }

  @Test
  void endlessRecursion_failsTheTask() {
    Task<Integer> task = task(new Recursion());

    boolean again = task.run(CONTEXT);
    JoinException failure = assertThrows(JoinException.class, () -> task.poll(joiner));

    assertFalse(again);
    assertEquals(StackOverflowError.class, failure.getCause().getClass());
  }

  @Test
  void nullFromPoll_failsWithTheCure() {
    Task<Void> task = task(new ScriptedFuture<>(cx -> null));

    boolean again = task.run(CONTEXT);
    JoinException failure = assertThrows(JoinException.class, () -> task.poll(joiner));

    assertFalse(again);
    assertTrue(failure.getMessage().contains("return Poll.pending() or Poll.ready(value)"));
  }

  // ---- aborting

  @Test
  void abortBeforeTheFirstPoll_cancelsWithoutPolling() {
    ScriptedFuture<Void> future = new ScriptedFuture<>(cx -> Poll.ready());
    Task<Void> task = task(future);

    task.abort();
    List<String> onTheCallersThread = List.copyOf(future.log);
    boolean again = task.run(CONTEXT);
    JoinException failure = assertThrows(JoinException.class, () -> task.poll(joiner));

    assertEquals(List.of(), onTheCallersThread);
    assertFalse(again);
    assertTrue(failure.isAborted());
    assertEquals(List.of("cancel"), future.log);
    assertEquals(0, scheduler.scheduled.get());
  }

  @Test
  void abortOfAnIdleTask_queuesItAndItsRunnerCancels() {
    ScriptedFuture<Void> future = new ScriptedFuture<>(cx -> Poll.pending());
    Task<Void> task = task(future);
    boolean first = task.run(CONTEXT);

    task.abort();
    task.abort();
    boolean second = task.run(CONTEXT);

    assertFalse(first);
    assertFalse(second);
    assertEquals(1, scheduler.scheduled.get());
    assertEquals(List.of("poll", "cancel"), future.log);
    assertTrue(task.isFinished());
  }

  @Test
  void abortDuringAPollThatIsPending_cancelsAtItsEnd() {
    List<Task<Void>> self = new ArrayList<>();
    ScriptedFuture<Void> future =
        new ScriptedFuture<>(
            cx -> {
              self.get(0).abort();
              return Poll.pending();
            });
    Task<Void> task = task(future);
    self.add(task);

    boolean again = task.run(CONTEXT);

    assertFalse(again);
    assertEquals(List.of("poll", "cancel"), future.log);
    assertTrue(assertThrows(JoinException.class, () -> task.poll(joiner)).isAborted());
  }

  @Test
  void abortDuringTheLastPoll_comesTooLate() {
    List<Task<Integer>> self = new ArrayList<>();
    ScriptedFuture<Integer> future =
        new ScriptedFuture<>(
            cx -> {
              self.get(0).abort();
              return Poll.ready(5);
            });
    Task<Integer> task = task(future);
    self.add(task);

    boolean again = task.run(CONTEXT);

    assertFalse(again);
    assertEquals(5, task.poll(joiner).get());
    assertEquals(List.of("poll"), future.log);
  }

  @Test
  void abortAfterTheEnd_changesNothing() {
    Task<Integer> task = task(cx -> Poll.ready(5));
    boolean again = task.run(CONTEXT);

    task.abort();

    assertFalse(again);
    assertEquals(5, task.poll(joiner).get());
    assertEquals(0, scheduler.scheduled.get());
  }

  @Test
  void cancelThatThrows_failsTheAbortedTaskWithIt() {
    IllegalStateException broken = new IllegalStateException("cancel on purpose");
    Task<Void> task =
        task(
            new Future<>() {
              @Override
              public Poll<Void> poll(Context cx) {
                return Poll.pending();
              }

              @Override
              public void cancel() {
                throw broken;
              }
            });

    task.abort();
    boolean again = task.run(CONTEXT);
    JoinException failure = assertThrows(JoinException.class, () -> task.poll(joiner));

    assertFalse(again);
    assertSame(broken, failure.getCause());
  }

  @Test
  void handle_isReadyOnlyAfterTheCancel() {
    List<Boolean> finishedDuringCancel = new ArrayList<>();
    List<Task<Void>> self = new ArrayList<>();
    Task<Void> task =
        task(
            new Future<>() {
              @Override
              public Poll<Void> poll(Context cx) {
                return Poll.pending();
              }

              @Override
              public void cancel() {
                finishedDuringCancel.add(self.get(0).isFinished());
                finishedDuringCancel.add(joinerWoken > 0);
              }
            });
    self.add(task);
    Poll<Void> waiting = task.poll(joiner);

    task.abort();
    boolean again = task.run(CONTEXT);

    assertTrue(waiting.isPending());
    assertFalse(again);
    assertEquals(List.of(false, false), finishedDuringCancel);
    assertEquals(1, joinerWoken);
  }

  @Test
  void refusedTask_isCancelledUnpolledAndSaysWhy() {
    ScriptedFuture<Void> future = new ScriptedFuture<>(cx -> Poll.ready());
    Task<Void> task = task(future);

    task.refuse();
    JoinException failure = assertThrows(JoinException.class, () -> task.poll(joiner));

    assertEquals(List.of("cancel"), future.log);
    assertTrue(failure.isAborted());
    assertEquals("the runtime was closed", failure.getMessage());
  }

  // ---- joining

  @Test
  void waitingJoiner_isWokenOnce() {
    Task<Integer> task = task(cx -> Poll.ready(5));
    Poll<Integer> first = task.poll(joiner);
    Poll<Integer> again = task.poll(joiner);

    boolean queued = task.run(CONTEXT);

    assertTrue(first.isPending());
    assertTrue(again.isPending());
    assertFalse(queued);
    assertEquals(1, joinerWoken);
    assertEquals(5, task.poll(joiner).get());
  }

  @Test
  void handleThatWasRead_isNotReadAgain() {
    Task<Integer> task = task(cx -> Poll.ready(5));
    boolean again = task.run(CONTEXT);
    Poll<Integer> value = task.poll(joiner);

    IllegalStateException misuse =
        assertThrows(IllegalStateException.class, () -> task.poll(joiner));

    assertFalse(again);
    assertEquals(5, value.get());
    assertTrue(misuse.getMessage().contains("Futures.shared"));
  }

  @Test
  void secondJoiner_pushesTheFirstOutAndBothAreWoken() {
    int[] secondWoken = new int[1];
    Context second = Context.of(() -> secondWoken[0]++);
    Task<Integer> task = task(cx -> Poll.ready(5));
    Poll<Integer> one = task.poll(joiner);
    Poll<Integer> two = task.poll(second);

    boolean again = task.run(CONTEXT);
    Poll<Integer> value = task.poll(second);

    assertTrue(one.isPending() && two.isPending());
    assertFalse(again);
    assertEquals(1, joinerWoken);
    assertEquals(1, secondWoken[0]);
    assertEquals(5, value.get());
    assertThrows(IllegalStateException.class, () -> task.poll(joiner));
  }

  @Test
  void cancelOfTheHandle_endsTheWaitingAndNotTheTask() {
    ScriptedFuture<Integer> future = new ScriptedFuture<>(cx -> Poll.ready(5));
    Task<Integer> task = task(future);
    Poll<Integer> waiting = task.poll(joiner);

    task.cancel();
    boolean again = task.run(CONTEXT);

    assertTrue(waiting.isPending());
    assertFalse(again);
    assertEquals(0, joinerWoken);
    assertEquals(List.of("poll"), future.log);
    assertTrue(task.isFinished());
  }

  @Test
  void brokenJoinWaker_doesNotKeepTheTaskFromEnding() {
    Task<Integer> task = task(cx -> Poll.ready(5));
    Poll<Integer> waiting =
        task.poll(
            Context.of(
                () -> {
                  throw new IllegalStateException("wake on purpose");
                }));

    boolean again = task.run(CONTEXT);

    assertTrue(waiting.isPending());
    assertFalse(again);
    assertEquals(1, scheduler.released.get());
  }

  // ---- detaching

  @Test
  void failureOfADetachedTask_isReportedOnce() {
    Task<Void> task = task(new ScriptedFuture<>(new Failing()));
    task.detach();
    task.detach();

    boolean again = task.run(CONTEXT);
    task.detach();

    assertFalse(again);
    assertEquals(1, scheduler.uncaught.get());
  }

  @Test
  void detachAfterTheFailure_reportsItOnce() {
    Task<Void> task = task(new ScriptedFuture<>(new Failing()));
    boolean again = task.run(CONTEXT);

    task.detach();
    task.detach();

    assertFalse(again);
    assertEquals(1, scheduler.uncaught.get());
  }

  @Test
  void failureThatWasJoined_isNotReported() {
    Task<Void> task = task(new ScriptedFuture<>(new Failing()));
    boolean again = task.run(CONTEXT);
    assertThrows(JoinException.class, () -> task.poll(joiner));

    task.detach();

    assertFalse(again);
    assertEquals(0, scheduler.uncaught.get());
  }

  @Test
  void abortOfADetachedTask_isNoFailure() {
    Task<Void> task = task(new ScriptedFuture<>(cx -> Poll.pending()));
    task.detach();

    task.abort();
    boolean again = task.run(CONTEXT);

    assertFalse(again);
    assertEquals(0, scheduler.uncaught.get());
  }

  @Test
  void detachedHandle_isNotPolled() {
    Task<Void> task = task(cx -> Poll.pending());
    task.detach();

    IllegalStateException misuse =
        assertThrows(IllegalStateException.class, () -> task.poll(joiner));

    assertTrue(misuse.getMessage().contains("detached"));
  }

  private static final class Failing implements ScriptedFuture.Step<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      throw new IllegalStateException("on purpose");
    }
  }

  /** A chain that leads back to its own beginning. */
  private static final class Recursion implements Future<Integer> {
    private final Future<Integer> child = this;

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      return Poll.ready(child.poll(cx).get() + 1);
    }
  }

  /** Its first schedule fails, as it does for a waker at the end of its stack. */
  private static final class ExhaustedOnce extends Scheduler {
    private final RecordingScheduler recording;
    private final List<Task<?>> queued;
    private boolean failed;

    ExhaustedOnce(RecordingScheduler recording, List<Task<?>> queued) {
      this.recording = recording;
      this.queued = queued;
    }

    @Override
    void schedule(Task<?> task) {
      if (!failed) {
        failed = true;
        throw new StackOverflowError();
      }
      queued.add(task);
    }

    @Override
    void released(Task<?> task) {
      recording.released(task);
    }

    @Override
    void uncaught(Throwable cause) {
      recording.uncaught(cause);
    }

    @Override
    String closedMessage() {
      return recording.closedMessage();
    }
  }
}
