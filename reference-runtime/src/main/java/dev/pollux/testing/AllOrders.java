package dev.pollux.testing;

import org.jspecify.annotations.Nullable;

/**
 * Every order, depth first: each run repeats the choices of the one before it up to the last that
 * had an alternative, takes the next alternative there, and the first everywhere after it.
 */
final class AllOrders implements Orders {
  private final int most;
  private boolean complete;

  AllOrders(int most) {
    this.most = most;
  }

  @Override
  public Order next() {
    complete = false;
    return new ChosenOrder(new int[0], new int[0], 1);
  }

  @Override
  public @Nullable Order next(Order done) {
    ChosenOrder last = (ChosenOrder) done;
    ChosenOrder next = last.next();
    if (next == null) {
      complete = !last.isCutOff();
      return null;
    }
    return last.run() < most ? next : null;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public Orders withSpuriousWakes() {
    throw new IllegalStateException(
        "withSpuriousWakes() needs random orders: with a wake of anybody after any poll there is no"
            + " end of orders; use Interleavings.random");
  }

  @Override
  public String toString() {
    return "exhaustive(" + most + ")";
  }
}
