package dev.pollux.runtime;

import dev.pollux.runtime.probe.TaskOrder;
import java.util.SplittableRandom;

/** The order that a seed stands for. */
final class SeededOrder implements TaskOrder {
  private final SplittableRandom random;

  SeededOrder(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public int choose(int ready) {
    return random.nextInt(ready);
  }

  @Override
  public boolean wakesSpuriously() {
    return false;
  }

  @Override
  public boolean mayPoll() {
    return true;
  }

  @Override
  public boolean waitsForOthers() {
    return true;
  }
}
