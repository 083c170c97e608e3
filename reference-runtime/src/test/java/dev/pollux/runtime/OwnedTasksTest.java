package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnedTasksTest {

  private static final Context CONTEXT = Context.of(Waker.noop());

  private final Scheduler scheduler = new RecordingScheduler();
  private final OwnedTasks owned = new OwnedTasks(2);

  private Task<Void> task() {
    return new Task<>(scheduler, cx -> Poll.ready());
  }

  private List<Task<Void>> added(int shard, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Task<Void> task = task();
              assertTrue(owned.shard(shard).add(task));
              return task;
            })
        .toList();
  }

  private void end(Task<?> task, int worker) {
    assertFalse(task.run(CONTEXT));
    owned.shard(worker).noteEnded();
  }

  private List<Task<?>> all() {
    List<Task<?>> all = new ArrayList<>();
    owned.forEach(all::add);
    return all;
  }

  @Test
  void addedTasks_areHandedOverWhereverTheyWereAdded() {
    Task<Void> outside = task();
    boolean taken = owned.add(outside);
    Set<Task<?>> expected = new HashSet<>(added(0, 300));
    expected.addAll(added(1, 1));
    expected.add(outside);

    assertTrue(taken);
    assertEquals(302, all().size());
    assertEquals(expected, new HashSet<>(all()));
    assertEquals(302, owned.living());
  }

  @Test
  void endedTask_isNotHandedOver() {
    List<Task<Void>> tasks = added(0, 3);

    end(tasks.get(1), 1);

    assertEquals(List.of(tasks.get(0), tasks.get(2)), all());
    assertEquals(2, owned.living());
  }

  @Test
  void walk_seesEachTaskOnce() {
    Set<Task<?>> expected = new HashSet<>(added(0, 600));
    expected.addAll(added(1, 10));
    OwnedTasks.Walk walk = owned.walk();

    List<Task<?>> seen =
        Stream.generate(
                () -> {
                  Task<?>[] page = new Task<?>[OwnedTasks.Walk.PAGE];
                  int count = walk.next(page);
                  return count == OwnedTasks.Walk.END
                      ? null
                      : Arrays.asList(page).subList(0, count);
                })
            .takeWhile(page -> page != null)
            .flatMap(List::stream)
            .<Task<?>>map(task -> task)
            .toList();

    assertEquals(610, seen.size());
    assertEquals(expected, new HashSet<>(seen));
  }

  @Test
  void longList_keepsNoMoreOfTheEndedThanOfTheLiving() {
    List<Task<Void>> living = added(0, 100);
    List<WeakReference<Task<Void>>> ended = new ArrayList<>();
    IntStream.range(0, 10_000)
        .forEach(
            i -> {
              Task<Void> task = task();
              assertTrue(owned.shard(0).add(task));
              end(task, 0);
              ended.add(new WeakReference<>(task));
            });

    System.gc();

    long kept = ended.stream().filter(reference -> reference.get() != null).count();
    assertTrue(kept <= 2048, kept + " ended tasks are still reachable");
    assertEquals(new HashSet<>(living), new HashSet<>(all()));
  }

  @Test
  void shardThatIsNoLongerAddedTo_letsGoWhenItIsSwept() {
    List<Task<Void>> tasks = added(0, 100_000);
    tasks.subList(1, 100_000).forEach(task -> end(task, 1));
    List<WeakReference<Task<Void>>> ended =
        tasks.subList(1, 100_000).stream().map(WeakReference::new).toList();
    Task<Void> living = tasks.get(0);
    tasks = List.of();

    owned.shard(0).sweepIfStale(owned);
    System.gc();

    assertEquals(0, ended.stream().filter(reference -> reference.get() != null).count());
    assertEquals(List.of(living), all());
  }

  @Test
  void outsideThatIsNoLongerAddedTo_letsGoWhenItIsSwept() {
    List<WeakReference<Task<Void>>> ended =
        IntStream.range(0, 10_000)
            .mapToObj(
                i -> {
                  Task<Void> task = task();
                  assertTrue(owned.add(task));
                  return task;
                })
            .toList()
            .stream()
            .map(
                task -> {
                  assertFalse(task.run(CONTEXT));
                  owned.noteEnded();
                  return new WeakReference<>(task);
                })
            .toList();

    owned.sweepOutside();
    System.gc();

    assertEquals(0, ended.stream().filter(reference -> reference.get() != null).count());
  }

  @Test
  void closedOutside_refuses() {
    owned.closeOutside();

    assertFalse(owned.add(task()));
    assertTrue(owned.shard(0).add(task()));
  }

  @Test
  void closedShard_refusesAndHandsOverItsOwn() {
    List<Task<Void>> tasks = added(0, 2);
    List<Task<?>> told = new ArrayList<>();

    owned.close(0, told::add);

    assertEquals(tasks, told);
    assertFalse(owned.shard(0).add(task()));
  }

  @Test
  void allClosed_isDoneWhenTheLastHasEndedWhereverThatIs() {
    Task<Void> task = added(0, 1).get(0);
    Task<Void> outside = task();
    boolean taken = owned.add(outside);
    owned.closeOutside();
    owned.close(0, closed -> {});
    boolean oneShardOpen = owned.isDone();
    owned.close(1, closed -> {});
    boolean twoLive = owned.isDone();

    end(task, 1);
    owned.noteEnded();

    assertTrue(taken);
    assertFalse(oneShardOpen || twoLive);
    assertTrue(owned.isDone());
    assertTrue(owned.isEmpty());
  }
}
