package dev.pollux.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A queue of tasks linked through the tasks: adding allocates nothing and cannot fail half way. Not
 * thread-safe.
 */
final class TaskList {

  private @Nullable Task<?> first;
  private @Nullable Task<?> last;
  private int size;

  void addLast(Task<?> task) {
    if (last == null) {
      first = task;
    } else {
      last.queueNext = task;
    }
    last = task;
    size++;
  }

  @Nullable Task<?> pollFirst() {
    Task<?> task = first;
    if (task != null) {
      first = task.queueNext;
      task.queueNext = null;
      if (first == null) {
        last = null;
      }
      size--;
    }
    return task;
  }

  /** Moves all of the other list to the end of this one. */
  void takeAll(TaskList other) {
    if (other.first == null) {
      return;
    }
    if (last == null) {
      first = other.first;
    } else {
      last.queueNext = other.first;
    }
    last = other.last;
    size += other.size;
    other.first = null;
    other.last = null;
    other.size = 0;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return first == null;
  }
}
