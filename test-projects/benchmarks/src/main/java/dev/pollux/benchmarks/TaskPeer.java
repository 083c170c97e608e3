package dev.pollux.benchmarks;

/**
 * Something that runs tasks. Each peer does the same work in the form that its users would write.
 */
interface TaskPeer extends AutoCloseable {

  /** Starts one empty task that nobody joins, from whatever thread calls. */
  void spawn(Runnable body);

  /** The thread that waits inside the runtime starts them; returns when the last has run. */
  void spawnManyLocal(int tasks) throws Exception;

  /** One task starts them all. */
  void spawnManyFromTask(int tasks) throws Exception;

  /** A thread that is not the runtime's starts them, and then joins one after the other. */
  void spawnManyRemote(int tasks) throws Exception;

  /** Each of them starts a partner, sends it a value and waits for its reply. */
  void pingPong(int pairs) throws Exception;

  /** Each of them gives way to the others again and again. */
  void yieldMany(int tasks, int yields) throws Exception;

  /** A task that starts a task that starts a task. */
  void chainedSpawn(int depth) throws Exception;

  @Override
  void close();

  /** The peer of that name, with two workers. */
  static TaskPeer named(String name) {
    return switch (name) {
      case "pollux" -> new PolluxTasks();
      case "kotlin" -> new KotlinTasks();
      case "forkjoin" -> new ForkJoinTasks();
      case "virtual" -> new VirtualTasks();
      default ->
          throw new IllegalArgumentException(
              "no such peer: " + name + ". Use pollux, kotlin, forkjoin or virtual");
    };
  }
}
