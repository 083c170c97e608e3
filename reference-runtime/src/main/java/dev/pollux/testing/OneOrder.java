package dev.pollux.testing;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An order that was run before. */
final class OneOrder implements Orders {
  private final String name;
  private final Supplier<Order> order;

  private OneOrder(String name, Supplier<Order> order) {
    this.name = name;
    this.order = order;
  }

  static OneOrder named(String name) {
    try {
      if (name.startsWith(RandomOrder.NAME)) {
        long seed = Long.parseLong(name.substring(RandomOrder.NAME.length()));
        return new OneOrder(name, () -> new RandomOrder(seed, false));
      }
      if (name.startsWith(RandomOrder.SPURIOUS_NAME)) {
        long seed = Long.parseLong(name.substring(RandomOrder.SPURIOUS_NAME.length()));
        return new OneOrder(name, () -> new RandomOrder(seed, true));
      }
      if (name.startsWith(ChosenOrder.NAME)) {
        int[] choices = choices(name.substring(ChosenOrder.NAME.length()));
        return new OneOrder(
            name, () -> new ChosenOrder(choices.clone(), new int[choices.length], 1));
      }
    } catch (NumberFormatException notNumbers) {
      // Said below, with what is right.
    }
    throw new IllegalArgumentException(
        "'"
            + name
            + "' names no order: copy what the failure shows, such as seed:42, spurious-seed:42 or"
            + " choices:0.2.1");
  }

  private static int[] choices(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    return Arrays.stream(text.split("\\.", -1))
        .mapToInt(Integer::parseUnsignedInt)
        .map(choice -> choice < 0 ? Integer.MAX_VALUE : choice)
        .toArray();
  }

  @Override
  public Order next() {
    return order.get();
  }

  @Override
  public @Nullable Order next(Order done) {
    return null;
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public Orders withSpuriousWakes() {
    throw new IllegalStateException(
        "withSpuriousWakes() needs random orders: what is replayed has its own, as its name says");
  }

  @Override
  public String toString() {
    return "replay(\"" + name + "\")";
  }
}
