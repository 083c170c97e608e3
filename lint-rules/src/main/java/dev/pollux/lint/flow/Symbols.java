package dev.pollux.lint.flow;

import java.util.Set;
import java.util.function.Predicate;

/** Where symbols stand inside of values. */
final class Symbols {
  private Symbols() {}

  static boolean mentions(Value value, Value symbol) {
    if (value instanceof Value.Test test) {
      return mentions(test.subject(), symbol);
    }
    if (value instanceof Value.Compound compound) {
      return mentions(compound.left(), symbol) || mentions(compound.right(), symbol);
    }
    return value.equals(symbol);
  }

  /** The same object when nothing is replaced; unknown as soon as a part of it becomes unknown. */
  static Value replace(Value value, Value symbol, Value by) {
    if (!mentions(value, symbol)) {
      return value;
    }
    if (by.equals(Value.UNKNOWN) || value.equals(symbol)) {
      return by;
    }
    if (value instanceof Value.Test test) {
      return new Value.Test(replace(test.subject(), symbol, by), test.predicate(), test.holds());
    }
    if (value instanceof Value.Compound compound) {
      return new Value.Compound(
          compound.operator(),
          replace(compound.left(), symbol, by),
          replace(compound.right(), symbol, by));
    }
    return value;
  }

  /** Adds the value and what it is made of. */
  static void addAll(Value value, Set<Value> to) {
    to.add(value);
    if (value instanceof Value.Test test) {
      addAll(test.subject(), to);
    } else if (value instanceof Value.Compound compound) {
      addAll(compound.left(), to);
      addAll(compound.right(), to);
    }
  }

  /** Whether a path can come across the value again: from a place, or as a place's first value. */
  static boolean canMeet(Value value, Set<Value> held, Predicate<Place> wanted) {
    if (held.contains(value)) {
      return true;
    }
    if (value instanceof Value.Compound compound) {
      return canMeet(compound.left(), held, wanted) && canMeet(compound.right(), held, wanted);
    }
    if (value instanceof Value.Symbol symbol) {
      return symbol.age() == 0 && symbol.site() instanceof Place place && wanted.test(place);
    }
    return !(value instanceof Value.Unknown);
  }
}
