package dev.pollux.runtime;

/** What a task knows of the runtime that runs it. All of it may be called from any thread. */
abstract class Scheduler {

  /**
   * Some task is stranded: a field, because who sets it may have no stack left for a call. The
   * threads of the runtime look at it now and then.
   */
  volatile boolean strandedTasks;

  /**
   * Queues a task that has just become notified. Throws only if it did not queue it: the task then
   * is stranded.
   */
  abstract void schedule(Task<?> task);

  /** The task, which was run, is complete and its joiner woken. On the thread that ran it. */
  abstract void released(Task<?> task);

  /** A task failed and nobody joins it. */
  abstract void uncaught(Throwable cause);

  /** What a task says that ended because the runtime was closed. */
  abstract String closedMessage();
}
