package dev.pollux.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that live: what a close has to cancel. Doubly linked lists through the tasks
 * themselves, several of them so that workers seldom meet at one lock (Tokio's sharded list).
 *
 * <p>Closing and adding are decided under the same lock: a task is either refused, or seen by
 * {@link #forEach} after {@link #close}. No lock is held while anybody else's code runs.
 */
final class OwnedTasks {

  private final Shard[] shards;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger nextShard = new AtomicInteger();

  /** Set when no shard takes any more: from then on {@link #count} only falls. */
  private volatile boolean closed;

  /** Guards its list and its flag. */
  private static final class Shard {
    private @Nullable Task<?> first;
    private boolean closed;
  }

  OwnedTasks(int parallelism) {
    int size = Integer.highestOneBit(Math.min(64, Math.max(1, parallelism) * 4));
    shards = new Shard[size];
    for (int i = 0; i < size; i++) {
      shards[i] = new Shard();
    }
  }

  /** False: closed, and the task is not owned. */
  boolean add(Task<?> task) {
    int index = nextShard.getAndIncrement() & (shards.length - 1);
    Shard shard = shards[index];
    synchronized (shard) {
      if (shard.closed) {
        return false;
      }
      task.ownedShard = (byte) index; // at most 64 shards
      task.ownedNext = shard.first;
      if (shard.first != null) {
        shard.first.ownedPrevious = task;
      }
      shard.first = task;
      count.getAndIncrement();
    }
    return true;
  }

  /** Takes the task out, if it is in. */
  void remove(Task<?> task) {
    int index = task.ownedShard;
    if (index < 0) {
      return;
    }
    Shard shard = shards[index];
    synchronized (shard) {
      Task<?> previous = task.ownedPrevious;
      Task<?> next = task.ownedNext;
      if (previous == null) {
        shard.first = next;
      } else {
        previous.ownedNext = next;
      }
      if (next != null) {
        next.ownedPrevious = previous;
      }
      task.ownedPrevious = null;
      task.ownedNext = null;
      task.ownedShard = -1;
    }
    count.getAndDecrement();
  }

  /** From now on nothing is added. */
  void close() {
    for (Shard shard : shards) {
      synchronized (shard) {
        shard.closed = true;
      }
    }
    closed = true;
  }

  /**
   * No task lives, and none will. Of the last remove and the close, whichever comes second sees
   * this.
   */
  boolean isDone() {
    return closed && count.get() == 0;
  }

  boolean isEmpty() {
    return count.get() == 0;
  }

  int shards() {
    return shards.length;
  }

  /**
   * For a walk that holds a lock for a page at a time: puts the tasks of a shard that follow those
   * of the page that was filled before into the page.
   *
   * @param filled 0 at the beginning of the shard
   * @return how many there are; 0 at the end, or when the whole of the page before was removed
   */
  int pageAfter(int shard, @Nullable Task<?>[] page, int filled) {
    Shard walked = shards[shard];
    synchronized (walked) {
      Task<?> next = filled == 0 ? walked.first : null;
      for (int i = filled - 1; i >= 0; i--) {
        Task<?> before = page[i];
        if (before != null && before.ownedShard == shard) {
          // Those behind it in the page are gone: what follows it was not seen yet.
          next = before.ownedNext;
          break;
        }
      }
      int count = 0;
      for (; next != null && count < page.length; next = next.ownedNext) {
        page[count] = next;
        count++;
      }
      return count;
    }
  }

  /** Hands over each task that lived through the whole call, and perhaps others. */
  void forEach(Consumer<Task<?>> action) {
    for (Shard shard : shards) {
      for (Task<?> task : snapshot(shard)) {
        action.accept(task);
      }
    }
  }

  private static Task<?>[] snapshot(Shard shard) {
    synchronized (shard) {
      int length = 0;
      for (Task<?> task = shard.first; task != null; task = task.ownedNext) {
        length++;
      }
      Task<?>[] tasks = new Task<?>[length];
      int i = 0;
      for (Task<?> task = shard.first; task != null; task = task.ownedNext) {
        tasks[i++] = task;
      }
      return tasks;
    }
  }
}
