package dev.pollux.runtime;

/** What a task knows of the runtime that runs it. All of it may be called from any thread. */
interface Scheduler {

  /**
   * Queues a task that has just become notified. Throws only if it did not queue it: the task then
   * is {@linkplain #stranded() stranded}.
   */
  void schedule(Task<?> task);

  /** A task could not be queued by the thread that woke it: look for it. */
  void stranded();

  /** The task is complete and its joiner woken. */
  void released(Task<?> task);

  /** A task failed and nobody joins it. */
  void uncaught(Throwable cause);

  /** What a task says that ended because the runtime was closed. */
  String closedMessage();
}
