package dev.pollux.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A queue of tasks linked through the tasks: adding allocates nothing and cannot fail half way. Not
 * thread-safe.
 *
 * <p>The last task is linked to itself, so that a link tells whether a task is in a list. One that
 * is in a list is not added to another: its entry there will do, and two would break both.
 */
final class TaskList {

  private @Nullable Task<?> first;
  private @Nullable Task<?> last;
  private int size;

  void addLast(Task<?> task) {
    if (task.queueNext != null) {
      return;
    }
    task.queueNext = task;
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
      Task<?> next = task.queueNext;
      task.queueNext = null;
      if (next == task) {
        first = null;
        last = null;
      } else {
        first = next;
      }
      size--;
    }
    return task;
  }

  /** Takes the task out that has so many before it. */
  Task<?> poll(int index) {
    for (int i = 0; i < index; i++) {
      addLast(pollFirst());
    }
    Task<?> task = pollFirst();
    for (int i = index; i < size; i++) {
      addLast(pollFirst());
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

  /**
   * Fills this list, which is empty, with the tasks of a stack: linked from the newest to the
   * oldest, which is linked to itself. The oldest will be the first.
   */
  void takeStack(Task<?> newest) {
    Task<?> newer = newest;
    Task<?> task = newest;
    while (true) {
      Task<?> older = task.queueNext;
      task.queueNext = newer;
      size++;
      if (older == task || older == null) {
        break;
      }
      newer = task;
      task = older;
    }
    first = task;
    last = newest;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return first == null;
  }
}
