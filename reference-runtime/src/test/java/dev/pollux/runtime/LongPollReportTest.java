package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a program's author reads when a poll lasts too long. */
class LongPollReportTest {

  private static final StackTraceElement SLEEP =
      new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 100);
  private static final StackTraceElement HANDLER =
      new StackTraceElement("acme.Handler", "poll", "Handler.java", 7);
  private static final StackTraceElement RUN =
      new StackTraceElement(Task.class.getName(), "run", "Task.java", 200);
  private static final StackTraceElement WORKER =
      new StackTraceElement(Worker.class.getName(), "poll", "Worker.java", 220);

  private static @Nullable String report(
      Thread.State state, @Nullable StackTraceElement spawnSite, StackTraceElement... stack) {
    Task<Void> task = new Task<>(new RecordingScheduler(), Future.pending(), spawnSite);
    return LongPollReport.of(
        "gemini", "gemini-worker-0", state, stack, task, TimeUnit.MILLISECONDS.toNanos(104));
  }

  @Test
  void waitingPoll_isToldWithTaskSiteStackAndCure() {
    StackTraceElement site = new StackTraceElement("acme.Main", "main", "Main.java", 3);

    assertEquals(
        """
        runtime 'gemini': a poll on gemini-worker-0 has not returned for 104 ms, and that worker \
        runs nothing else meanwhile
          task: dev.pollux.PendingFuture, spawned at acme.Main.main(Main.java:3)
          the thread is TIMED_WAITING:
            at java.lang.Thread.sleep(Thread.java:100)
            at acme.Handler.poll(Handler.java:7)
          cure: it waits: await a future instead (Time.sleep, a channel, a Mutex of \
        dev.pollux.sync), or hand the blocking call to Tasks.spawnBlocking; \
        longPollWarning(Duration) on the builder sets when this is said""",
        report(Thread.State.TIMED_WAITING, site, SLEEP, HANDLER, RUN, WORKER));
  }

  @Test
  void taskWithoutASpawnSite_isToldWithHowToGetOne() {
    String text = report(Thread.State.WAITING, null, HANDLER, RUN);

    assertTrue(
        text.contains("(where it was spawned: set recordSpawnSites() on the runtime's builder)"));
  }

  @Test
  void computingPoll_isSentToBlockingWorkOrToYield() {
    String text = report(Thread.State.RUNNABLE, null, HANDLER, RUN);

    assertTrue(text.contains("belongs in Tasks.spawnBlocking"));
    assertTrue(text.contains("Tasks.yieldNow()"));
  }

  @Test
  void deepStack_isCut() {
    StackTraceElement[] deep =
        Stream.concat(IntStream.range(0, 60).mapToObj(i -> HANDLER), Stream.of(RUN))
            .toArray(StackTraceElement[]::new);

    String text = report(Thread.State.RUNNABLE, null, deep);

    assertTrue(text.contains("    ... 12 more\n"));
    assertEquals(48, text.split("at acme.Handler.poll", -1).length - 1);
  }

  @Test
  void stackWithoutAPoll_isNotTold() {
    assertNull(report(Thread.State.RUNNABLE, null, WORKER));
    assertNull(report(Thread.State.RUNNABLE, null));
  }
}
