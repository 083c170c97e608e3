package dev.pollux.benchmarks;

/**
 * A runtime that comes to tasks from outside even if its workers always find some in their own
 * queues. A fork-join pool does not, and so neither do virtual threads, which run on one: while
 * tasks start their successors, what a thread outside has started is never run.
 */
interface BusyPeer extends TaskPeer {

  /** Tasks that stall and yield, until the load is stopped. */
  void yieldingLoad(Load load, int tasks);

  /** Tasks that stall and start their successor, until the load is stopped. */
  void respawningLoad(Load load, int tasks);

  /** The peer of that name, with two workers. */
  static BusyPeer named(String name) {
    return switch (name) {
      case "pollux" -> new PolluxTasks();
      case "kotlin" -> new KotlinTasks();
      default ->
          throw new IllegalArgumentException(
              "no such peer under load: " + name + ". Use pollux or kotlin");
    };
  }
}
