package dev.pollux.testing;

import java.util.SplittableRandom;

/** The order that a seed stands for. */
class RandomOrder extends Order {
  static final String NAME = "seed:";
  static final String SPURIOUS_NAME = "spurious-seed:";

  /** One poll in so many is followed by a spurious wake. */
  private static final int SPURIOUS = 4;

  private final long seed;
  private final boolean spurious;
  private final SplittableRandom random;

  RandomOrder(long seed, boolean spurious) {
    this.seed = seed;
    this.spurious = spurious;
    this.random = new SplittableRandom(seed);
  }

  @Override
  final String name() {
    return (spurious ? SPURIOUS_NAME : NAME) + seed;
  }

  @Override
  public final int choose(int ready) {
    return random.nextInt(ready);
  }

  @Override
  public final boolean wakesSpuriously() {
    return spurious && random.nextInt(SPURIOUS) == 0;
  }
}
