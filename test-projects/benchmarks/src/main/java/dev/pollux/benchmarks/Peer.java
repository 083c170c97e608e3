package dev.pollux.benchmarks;

/**
 * What is measured side by side. Each peer does the same work in the form that its users would
 * write.
 */
interface Peer extends AutoCloseable {
  /** Starts {@code tasks} empty tasks from the calling thread and returns when the last has run. */
  void spawnMany(int tasks) throws Exception;

  /**
   * Starts {@code pairs} tasks; each starts a partner, sends it a value and waits for its reply.
   * Returns when the last reply has come.
   */
  void pingPong(int pairs) throws Exception;

  @Override
  void close();

  /** The peer of that name. */
  static Peer named(String name) {
    return switch (name) {
      case "pollux" -> new PolluxPeer();
      case "forkjoin" -> new ForkJoinPeer();
      case "virtual" -> new VirtualThreadPeer();
      default -> throw new IllegalArgumentException("peer is pollux, forkjoin or virtual: " + name);
    };
  }
}
