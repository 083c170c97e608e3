package dev.pollux.lint.rules;

import dev.pollux.lint.code.Variable;

/** What becomes of the value of an expression. */
sealed interface Use {
  /** Nobody takes it. */
  record Dropped() implements Use {}

  /** It is looked at (compared, printed), and nobody could do more with it. */
  record Observed() implements Use {}

  /**
   * It goes where it may be put to use: returned, passed on, called upon, kept in sight of others.
   */
  record Consumed() implements Use {}

  /** It is kept in a local variable. */
  record InLocal(Variable variable) implements Use {}

  /** It is kept in a private field. */
  record InField(FieldKey field) implements Use {}

  /** A field by the binary name of its class and its own. */
  record FieldKey(String owner, String name) {}

  Use DROPPED = new Dropped();
  Use OBSERVED = new Observed();
  Use CONSUMED = new Consumed();
}
