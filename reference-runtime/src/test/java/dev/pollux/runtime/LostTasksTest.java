package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a task in no queue is told from one that waits its turn. A clock and queues handed in. */
class LostTasksTest {

  private static final Context CONTEXT = Context.of(Waker.noop());
  private static final long STEP = LostTasks.INTERVAL / 10;

  private final RecordingScheduler scheduler = new RecordingScheduler();
  private final OwnedTasks owned = new OwnedTasks(2);
  private final FakeQueues queues = new FakeQueues();
  private final List<Task<?>> found = new ArrayList<>();
  private final LostTasks lost = new LostTasks(owned, queues, found::add, 0);
  private long now;

  private static final class FakeQueues implements LostTasks.Queues {
    boolean passed = true;

    @Override
    public int[] ends() {
      return new int[0];
    }

    @Override
    public boolean havePassed(int[] ends) {
      return passed;
    }
  }

  private Task<Void> owned(Future<Void> future) {
    Task<Void> task = new Task<>(scheduler, future);
    assertTrue(owned.add(task));
    return task;
  }

  private Task<Void> notified() {
    return owned(cx -> Poll.pending());
  }

  private Task<Void> waiting() {
    Task<Void> task = notified();
    assertFalse(task.run(CONTEXT));
    return task;
  }

  private void looks(int times) {
    LongStream.rangeClosed(1, times).forEach(i -> lost.look(now + i * STEP));
    now += times * STEP;
  }

  @Test
  void taskInNoQueue_isFoundOnce() {
    waiting();
    Task<Void> task = notified();
    waiting();
    lost.noteActivity();

    looks(40);
    int perRepair = found.size();

    assertEquals(List.of(task), found.subList(0, 1));
    assertTrue(perRepair <= 2, "found again before anybody could have run it: " + found);
  }

  @Test
  void taskThatRunsBetweenThePasses_isNotLost() {
    Task<Void> task = notified();
    lost.noteActivity();

    looks(15);
    boolean again = task.run(CONTEXT);
    task.wake();
    looks(8);

    assertFalse(again);
    assertEquals(List.of(), found);
  }

  @Test
  void taskThatRunsWhileItIsSuspected_isNotLost() {
    Task<Void> task = notified();
    lost.noteActivity();

    looks(21);
    boolean suspected = !lost.isWaiting();
    boolean again = task.run(CONTEXT);
    looks(3);

    assertTrue(suspected);
    assertFalse(again);
    assertTrue(lost.isWaiting());
    assertEquals(List.of(), found);
  }

  @Test
  void taskInAQueueThatDoesNotMove_isNotLost() {
    notified();
    queues.passed = false;
    lost.noteActivity();

    looks(100);

    assertEquals(List.of(), found);
  }

  @Test
  void tasksThatWait_areNotSuspected() {
    waiting();
    waiting();
    lost.noteActivity();

    looks(30);

    assertTrue(lost.isWaiting());
    assertEquals(Long.MAX_VALUE, lost.nanosUntilNextPass(now));
    assertEquals(List.of(), found);
  }

  @Test
  void withoutActivity_noPassIsWanted() {
    notified();

    looks(30);

    assertEquals(Long.MAX_VALUE, lost.nanosUntilNextPass(now));
    assertEquals(List.of(), found);
  }

  @Test
  void manyTasks_areReadInPagesOverSeveralLooks() {
    List<Task<Void>> sleepers = IntStream.range(0, 20_000).mapToObj(i -> waiting()).toList();
    Task<Void> task = notified();
    lost.noteActivity();

    lost.look(LostTasks.INTERVAL);
    boolean goesOn = !lost.isWaiting();
    now = LostTasks.INTERVAL;
    looks(60);

    assertTrue(goesOn);
    assertEquals(20_000, sleepers.size());
    assertEquals(task, found.get(0));
  }
}
