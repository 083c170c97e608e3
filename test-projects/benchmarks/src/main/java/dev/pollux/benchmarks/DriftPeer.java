package dev.pollux.benchmarks;

/**
 * Timers of a runtime whose workers look at them even if they always find tasks to run. Virtual
 * threads cannot take part: one that sleeps comes back to a queue from outside, which their workers
 * hardly look at while a thousand others yield.
 */
interface DriftPeer extends TimerPeer {

  /** One task sleeps for a millisecond, so many times in a row. */
  void sleepMillis(int times) throws Exception;

  /** Tasks that only yield, until the load is stopped: what a sleep has to get past. */
  void yieldingLoad(Load load, int tasks);

  /** The peer of that name, with two workers. */
  static DriftPeer named(String name) {
    return switch (name) {
      case "pollux" -> new PolluxTimers();
      case "kotlin" -> new KotlinTimers();
      default ->
          throw new IllegalArgumentException(
              "no such peer with timers under load: " + name + ". Use pollux or kotlin");
    };
  }
}
