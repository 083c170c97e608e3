package dev.pollux.runtime;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a poll that lasts too long. The future's {@code toString} is not asked: it is the
 * user's, the stuck poll may hold its lock, and the watchdog must not get stuck as well.
 */
final class LongPollReport {

  private static final int MOST_FRAMES = 48;

  private LongPollReport() {}

  /**
   * The report.
   *
   * @param runtime the runtime's name
   * @param thread the worker's name
   * @param state what it was seen to do
   * @param stack its stack
   * @param task what it polls
   * @param nanos how long it has done so, at least
   * @return some lines; null if the stack shows no poll: it is just over
   */
  static @Nullable String of(
      String runtime,
      String thread,
      Thread.State state,
      StackTraceElement[] stack,
      @Nullable Task<?> task,
      long nanos) {
    int depth = depthOfPoll(stack);
    if (depth == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder(1024);
    text.append("runtime '").append(runtime).append("': a poll on ").append(thread);
    text.append(" has not returned for ").append(TimeUnit.NANOSECONDS.toMillis(nanos));
    text.append(" ms, and that worker runs nothing else meanwhile\n  task: ");
    text.append(task == null ? "not known" : task.describe());
    if (task != null && task.spawnSite == null) {
      text.append(" (where it was spawned: set recordSpawnSites() on the runtime's builder)");
    }
    text.append("\n  the thread is ").append(state).append(":\n");
    for (int i = 0; i < Math.min(depth, MOST_FRAMES); i++) {
      text.append("    at ").append(SpawnSite.plain(stack[i])).append('\n');
    }
    if (depth > MOST_FRAMES) {
      text.append("    ... ").append(depth - MOST_FRAMES).append(" more\n");
    }
    return text.append("  cure: ").append(cure(state)).toString();
  }

  private static String cure(Thread.State state) {
    String threshold = "; longPollWarning(Duration) on the builder sets when this is said";
    if (state == Thread.State.RUNNABLE) {
      return "a call that reads or writes, or computes for long, belongs in Tasks.spawnBlocking;"
          + " a loop of many short steps can give way with Tasks.yieldNow()"
          + threshold;
    }
    return "it waits: await a future instead (Time.sleep, a channel, a Mutex of dev.pollux.sync),"
        + " or hand the blocking call to Tasks.spawnBlocking"
        + threshold;
  }

  /** How many frames lie above the runtime's own; 0 if the thread is in no poll. */
  private static int depthOfPoll(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      if (stack[i].getMethodName().equals("run")
          && stack[i].getClassName().equals(Task.class.getName())) {
        return i;
      }
    }
    return 0;
  }
}
