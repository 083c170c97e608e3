package dev.pollux.lint.flow;

/** Something that is true or false of a value. */
public sealed interface Predicate {
  record IsNull() implements Predicate {}

  /** Equal to a constant or enum constant; a condition holds when it equals true. */
  record Equals(Value constant) implements Predicate {}

  /** An instance of the class with this binary name. */
  record IsA(String type) implements Predicate {}

  /** The result of a poll, and pending. */
  record IsPending() implements Predicate {}

  /** A question that the rule understands, such as whether one waker wakes what another does. */
  record Custom(Object question) implements Predicate {}

  Predicate IS_NULL = new IsNull();
  Predicate IS_TRUE = new Equals(new Value.Constant(true));
  Predicate IS_PENDING = new IsPending();
}
