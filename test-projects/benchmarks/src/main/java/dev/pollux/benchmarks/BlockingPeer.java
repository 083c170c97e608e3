package dev.pollux.benchmarks;

/** Something with a pool of threads for work that blocks. */
interface BlockingPeer extends AutoCloseable {

  /** So many tasks; each hands over batches of empty jobs and joins a batch before the next. */
  void batches(int tasks, int batches, int jobs) throws Exception;

  @Override
  void close();

  /** The peer of that name, with two workers. */
  static BlockingPeer named(String name) {
    return switch (name) {
      case "pollux" -> new PolluxBlocking();
      case "kotlin" -> new KotlinBlocking();
      default ->
          throw new IllegalArgumentException(
              "no such peer with a blocking pool: " + name + ". Use pollux or kotlin");
    };
  }
}
