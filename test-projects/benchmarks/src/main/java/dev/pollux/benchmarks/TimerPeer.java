package dev.pollux.benchmarks;

/** Something with timers. */
interface TimerPeer extends AutoCloseable {

  /** Each task puts work that is ready at once under a limit of a second. */
  void timeouts(int tasks, int each) throws Exception;

  /** One task starts so many sleeps of a second, then ends them all. */
  void cancel(int sleeps) throws Exception;

  @Override
  void close();

  /** The peer of that name, with two workers. */
  static TimerPeer named(String name) {
    return switch (name) {
      case "pollux" -> new PolluxTimers();
      case "kotlin" -> new KotlinTimers();
      case "virtual" -> new VirtualTimers();
      default ->
          throw new IllegalArgumentException(
              "no such peer with timers: " + name + ". Use pollux, kotlin or virtual");
    };
  }
}
