package dev.pollux.testing;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Some orders, each with a seed of its own. */
final class RandomOrders implements Orders {
  private final int runs;
  private final long seed;
  private final boolean spurious;

  RandomOrders(int runs, long seed, boolean spurious) {
    this.runs = runs;
    this.seed = seed;
    this.spurious = spurious;
  }

  @Override
  public Order next() {
    return new Drawn(new SplittableRandom(seed), 1);
  }

  @Override
  public @Nullable Order next(Order done) {
    Drawn last = (Drawn) done;
    return last.run < runs ? new Drawn(last.seeds, last.run + 1) : null;
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public Orders withSpuriousWakes() {
    return new RandomOrders(runs, seed, true);
  }

  @Override
  public String toString() {
    return "random(" + runs + ", " + seed + ")" + (spurious ? ".withSpuriousWakes()" : "");
  }

  private final class Drawn extends RandomOrder {
    private final SplittableRandom seeds;
    private final int run;

    Drawn(SplittableRandom seeds, int run) {
      super(seeds.nextLong(), spurious);
      this.seeds = seeds;
      this.run = run;
    }
  }
}
