package dev.pollux.runtime;

import dev.pollux.Poll;
import org.jspecify.annotations.Nullable;

/** Tasks that a test tells apart by number, and who got which of them. */
final class Numbered {
  private static final int MOST = 32;

  private final Task<?>[] tasks = new Task<?>[MOST];
  private int given;

  private final int[] taken = new int[MOST]; // each by who took the task
  private final int[] latest = {-1, -1, -1}; // by taker
  private volatile @Nullable String outOfTurn;

  Numbered() {
    Scheduler scheduler = new RecordingScheduler();
    for (int i = 0; i < MOST; i++) {
      tasks[i] = new Task<Void>(scheduler, cx -> Poll.ready());
    }
  }

  /** One thread only: the next one, from number 0 up. */
  Task<?> next() {
    return tasks[given++];
  }

  /** One thread only: how many were given. */
  int given() {
    return given;
  }

  /** Null for null. */
  @Nullable Integer of(@Nullable Task<?> task) {
    for (int i = 0; i < MOST; i++) {
      if (tasks[i] == task) {
        return i;
      }
    }
    return null;
  }

  /** The taker's thread: it got the task, if there is one, out of a queue that is in order. */
  void taken(int taker, @Nullable Task<?> task) {
    Integer number = of(task);
    if (number != null) {
      taken[number]++;
      if (number < latest[taker]) {
        outOfTurn = taker + " took " + number + " after " + latest[taker];
      }
      latest[taker] = number;
    }
  }

  /** As {@link #taken}, in any order. */
  void found(@Nullable Task<?> task) {
    Integer number = of(task);
    if (number != null) {
      taken[number]++;
    }
  }

  /** When all threads are done: throws unless each task that was given is taken once, in turn. */
  void check() {
    if (outOfTurn != null) {
      throw new IllegalStateException(outOfTurn);
    }
    for (int i = 0; i < MOST; i++) {
      int wanted = i < given ? 1 : 0;
      if (taken[i] != wanted) {
        throw new IllegalStateException("task " + i + " was taken " + taken[i] + " times");
      }
    }
  }
}
