package dev.pollux.benchmarks;

/** Something with a semaphore that makes tasks wait, not threads. */
interface SemaphorePeer extends AutoCloseable {

  /** Tasks that take a permit, yield, and give it back, again and again. */
  void acquireAndYield(int permits, int tasks, int times) throws Exception;

  @Override
  void close();

  /** The peer of that name, with two workers. */
  static SemaphorePeer named(String name) {
    return switch (name) {
      case "pollux" -> new PolluxSemaphores();
      case "kotlin" -> new KotlinSemaphores();
      case "virtual" -> new VirtualSemaphores();
      default ->
          throw new IllegalArgumentException(
              "no such peer with a semaphore: " + name + ". Use pollux, kotlin or virtual");
    };
  }
}
