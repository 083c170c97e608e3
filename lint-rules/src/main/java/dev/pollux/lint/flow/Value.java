package dev.pollux.lint.flow;

import org.jspecify.annotations.Nullable;

/** What is known of the outcome of an expression on one path. */
public sealed interface Value {
  /** Nothing. */
  record Unknown() implements Value {}

  /** A literal: Boolean, Character, a number, String, or null. */
  record Constant(@Nullable Object of) implements Value {}

  /** A constant of an enum. */
  record EnumConstant(String owner, String name) implements Value {}

  /**
   * Some value, always the same. Facts are known of it.
   *
   * @param site where it came from: what a {@link Place} held in the beginning (for a {@link
   *     Place.Temp}, what its expression gave), or what a place held after a node that may have
   *     changed it
   * @param age 0 for the newest value from there, 1 for the one before
   */
  record Symbol(Object site, int age) implements Value {}

  /** A value that a rule made up, equal to itself alone: the context, its waker, a Pending. */
  record Token(Object of) implements Value {}

  /** A boolean: whether the predicate {@code holds} for the subject. */
  record Test(Value subject, Predicate predicate, boolean holds) implements Value {
    Test negated() {
      return new Test(subject, predicate, !holds);
    }
  }

  /** An operation on values. */
  record Compound(String operator, Value left, Value right) implements Value {}

  Value UNKNOWN = new Unknown();
  Value NULL = new Constant(null);
}
