package dev.pollux.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The queue that every thread may add to: tasks woken from outside, and what overflows a worker's
 * ring. The lock is held for a few instructions and never while anybody else's code runs.
 */
final class Injector {

  // guarded by this
  private final TaskList tasks = new TaskList();

  // written under the lock, read by anyone: an empty queue costs no lock
  private volatile int size;

  /**
   * Once the task is linked nothing is called any more: a caller without stack queues it or not.
   */
  void push(Task<?> task) {
    synchronized (this) {
      int grown = tasks.size() + 1;
      tasks.addLast(task);
      size = grown;
    }
  }

  /** Takes all of the batch. */
  void pushAll(TaskList batch) {
    synchronized (this) {
      tasks.takeAll(batch);
      size = tasks.size();
    }
  }

  @Nullable Task<?> pop() {
    if (size == 0) {
      return null;
    }
    synchronized (this) {
      Task<?> task = tasks.pollFirst();
      size = tasks.size();
      return task;
    }
  }

  /** Moves up to {@code limit} tasks to the end of {@code batch}, in order. */
  void popTo(TaskList batch, int limit) {
    if (size == 0) {
      return;
    }
    synchronized (this) {
      for (int i = 0; i < limit; i++) {
        Task<?> task = tasks.pollFirst();
        if (task == null) {
          break;
        }
        batch.addLast(task);
      }
      size = tasks.size();
    }
  }

  int size() {
    return size;
  }
}
