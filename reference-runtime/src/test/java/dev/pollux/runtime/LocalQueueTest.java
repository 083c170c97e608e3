package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One thread plays owner and thieves of a ring of eight. */
class LocalQueueTest {

  private final Injector injector = new Injector();
  private final LocalQueue ring = new LocalQueue(8);
  private final LocalQueue thief = new LocalQueue(8);
  private final RecordingScheduler scheduler = new RecordingScheduler();

  private List<Task<?>> push(int count) {
    List<Task<?>> tasks = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> tasks.add(new Task<>(scheduler, cx -> Poll.ready())));
    tasks.forEach(task -> ring.push(task, injector));
    return tasks;
  }

  private static List<Task<?>> drain(Supplier<@Nullable Task<?>> from) {
    List<Task<?>> drained = new ArrayList<>();
    Stream.<Task<?>>generate(from::get).takeWhile(task -> task != null).forEach(drained::add);
    return drained;
  }

  @Test
  void pop_takesTheOldestFirst() {
    List<Task<?>> tasks = push(8);

    assertEquals(tasks, drain(ring::pop));
    assertNull(ring.pop());
    assertTrue(injector.isEmpty());
  }

  @Test
  void fullRing_givesItsSecondHalfAndTheNewTaskToTheInjector() {
    List<Task<?>> tasks = push(9);

    assertEquals(tasks.subList(0, 4), drain(ring::pop));
    assertEquals(tasks.subList(4, 9), drain(injector::pop));
  }

  @Test
  void positions_wrapAround() {
    push(6);
    drain(ring::pop);
    push(7);
    drain(ring::pop);
    List<Task<?>> tasks = push(8);

    assertEquals(8, ring.size());
    assertEquals(tasks, drain(ring::pop));
  }

  @Test
  void thief_takesHalfRoundedUpAndRunsTheLastOfIt() {
    List<Task<?>> tasks = push(5);

    Task<?> first = ring.stealInto(thief);

    assertSame(tasks.get(2), first);
    assertEquals(tasks.subList(0, 2), drain(thief::pop));
    assertEquals(tasks.subList(3, 5), drain(ring::pop));
  }

  @Test
  void singleTask_isStolenWhole() {
    List<Task<?>> tasks = push(1);

    assertSame(tasks.get(0), ring.stealInto(thief));
    assertTrue(ring.isEmpty());
    assertTrue(thief.isEmpty());
  }

  @Test
  void emptyRing_isNotStolenFrom() {
    assertNull(ring.stealInto(thief));
  }

  @Test
  void thiefThatIsMoreThanHalfFull_doesNotSteal() {
    List<Task<?>> own = push(5);
    LocalQueue other = new LocalQueue(8);
    other.push(new Task<>(scheduler, cx -> Poll.ready()), injector);

    assertNull(other.stealInto(ring));
    assertEquals(own, drain(ring::pop));
  }

  @Test
  void takenSlots_keepNoTaskAlive() throws ReflectiveOperationException {
    push(8);
    Task<?> stolen = ring.stealInto(thief);
    drain(ring::pop);
    drain(thief::pop);
    var slots = LocalQueue.class.getDeclaredField("slots");
    slots.setAccessible(true);

    assertTrue(stolen != null);
    assertTrue(Stream.of((Object[]) slots.get(ring)).allMatch(slot -> slot == null));
    assertTrue(Stream.of((Object[]) slots.get(thief)).allMatch(slot -> slot == null));
  }

  @Test
  void capacity_isAPowerOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> new LocalQueue(6));
    assertThrows(IllegalArgumentException.class, () -> new LocalQueue(1));
  }

  @Test
  void emptiness_isThatOfTheRing() {
    boolean before = ring.isEmpty();
    push(1);

    assertTrue(before);
    assertFalse(ring.isEmpty());
  }

  @Test
  void smallestRing_holdsTwo() {
    assertEquals(2, new LocalQueue(2).free());
  }

  @Test
  void free_isTheRoomThatIsLeftWhereverTheTasksLie() {
    push(3);
    ring.pop();
    push(2);

    assertEquals(4, ring.free());
  }

  @Test
  void end_isPassedOnceAllThatWasBeforeItIsGone() {
    push(2);
    int end = ring.end();
    push(1);
    ring.pop();
    boolean tooSoon = ring.hasPassed(end);
    ring.pop();

    assertEquals(2, end);
    assertFalse(tooSoon);
    assertTrue(ring.hasPassed(end));
    ring.pop();
    assertTrue(ring.hasPassed(end));
  }

  @Test
  void fullRingWhoseTasksLieAroundTheEnd_givesItsSecondHalfInOrder() {
    push(3);
    drain(ring::pop);
    List<Task<?>> tasks = push(9);

    assertEquals(tasks.subList(0, 4), drain(ring::pop));
    assertEquals(tasks.subList(4, 9), drain(injector::pop));
  }

  @Test
  void thiefThatIsHalfFull_steals() {
    List<Task<?>> own = push(4);
    LocalQueue other = new LocalQueue(8);
    Task<?> task = new Task<>(scheduler, cx -> Poll.ready());
    other.push(task, injector);

    assertSame(task, other.stealInto(ring));
    assertEquals(own, drain(ring::pop));
  }

  @Test
  void thiefWhosePositionsAreFarOn_countsWhatItHoldsOnly() {
    push(6);
    drain(ring::pop);
    LocalQueue other = new LocalQueue(8);
    Task<?> task = new Task<>(scheduler, cx -> Poll.ready());
    other.push(task, injector);

    assertSame(task, other.stealInto(ring));
  }

  @Test
  void ringThatWasPoppedFrom_isStolenFromByWhatIsLeft() {
    List<Task<?>> tasks = push(6);
    ring.pop();
    ring.pop();

    assertSame(tasks.get(3), ring.stealInto(thief));
    assertEquals(tasks.subList(2, 3), drain(thief::pop));
    assertEquals(tasks.subList(4, 6), drain(ring::pop));
  }
}
