package dev.pollux.benchmarks;

/** Something with a queue of many producers and one consumer, whose ends wait without a thread. */
interface ChannelPeer extends AutoCloseable {

  /** In place of a capacity: send never waits. */
  int UNBOUNDED = 0;

  /** Makes one. */
  Object create(int capacity);

  /**
   * Tasks that send, and one that receives all.
   *
   * @param batch how many values a receive takes at most; 1: one by one
   */
  void contended(int producers, int each, int capacity, int batch) throws Exception;

  /** One task sends them all, then receives them. */
  void uncontended(int values) throws Exception;

  @Override
  void close();

  /** The peer of that name, with two workers. */
  static ChannelPeer named(String name) {
    return switch (name) {
      case "pollux" -> new PolluxChannels();
      case "kotlin" -> new KotlinChannels();
      case "virtual" -> new VirtualChannels();
      default ->
          throw new IllegalArgumentException(
              "no such peer with channels: " + name + ". Use pollux, kotlin or virtual");
    };
  }
}
