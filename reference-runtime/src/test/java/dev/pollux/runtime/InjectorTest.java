package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Poll;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InjectorTest {

  private final Scheduler scheduler = new RecordingScheduler();
  private final Injector injector = new Injector();

  private Task<Void> task() {
    return new Task<>(scheduler, cx -> Poll.pending());
  }

  private List<Task<Void>> tasks(int count) {
    return IntStream.range(0, count).mapToObj(i -> task()).toList();
  }

  private static TaskList list(List<? extends Task<?>> tasks) {
    TaskList list = new TaskList();
    tasks.forEach(list::addLast);
    return list;
  }

  private static List<? extends Task<?>> drain(TaskList list) {
    return Stream.<Task<?>>iterate(list.pollFirst(), t -> t != null, t -> list.pollFirst())
        .toList();
  }

  private List<? extends Task<?>> drain() {
    return Stream.<Task<?>>iterate(injector.pop(), t -> t != null, t -> injector.pop()).toList();
  }

  @Test
  void newInjector_isEmpty() {
    assertTrue(injector.isEmpty());
    assertNull(injector.pop());
  }

  @Test
  void tasks_comeOutInTheOrderInWhichTheyWentIn() {
    List<Task<Void>> tasks = tasks(5);
    tasks.forEach(injector::push);

    assertFalse(injector.isEmpty());
    assertEquals(tasks, drain());
    assertTrue(injector.isEmpty());
  }

  @Test
  void tasksThatComeWhileOthersAreTaken_areBehindThem() {
    List<Task<Void>> tasks = tasks(4);
    tasks.subList(0, 3).forEach(injector::push);

    Task<?> first = injector.pop();
    injector.push(tasks.get(3));

    assertSame(tasks.get(0), first);
    assertEquals(tasks.subList(1, 4), drain());
  }

  @Test
  void batch_keepsItsOrderBehindWhatWasThere() {
    List<Task<Void>> tasks = tasks(6);
    injector.push(tasks.get(0));
    TaskList batch = list(tasks.subList(1, 5));

    injector.pushAll(batch);
    injector.push(tasks.get(5));

    assertTrue(batch.isEmpty());
    assertEquals(tasks, drain());
  }

  @Test
  void emptyBatch_addsNothing() {
    injector.pushAll(new TaskList());

    assertTrue(injector.isEmpty());
  }

  @Test
  void taskThatIsIn_isNotAddedAgain() {
    Task<Void> task = task();

    injector.push(task);
    injector.push(task);

    assertEquals(List.of(task), drain());
  }

  @Test
  void share_isOneMoreThanThePartOfEachTaker() {
    List<Task<Void>> tasks = tasks(10);
    tasks.forEach(injector::push);
    TaskList taken = new TaskList();

    injector.popShare(taken, 2, 100);

    assertEquals(tasks.subList(0, 6), drain(taken));
    assertEquals(tasks.subList(6, 10), drain());
  }

  @Test
  void share_isNotMoreThanThereIsRoomFor() {
    List<Task<Void>> tasks = tasks(10);
    tasks.forEach(injector::push);
    TaskList taken = new TaskList();

    injector.popShare(taken, 1, 3);

    assertEquals(tasks.subList(0, 3), drain(taken));
  }
}
