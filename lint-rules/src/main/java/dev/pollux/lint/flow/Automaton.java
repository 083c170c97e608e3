package dev.pollux.lint.flow;

/**
 * A rule's view of a path: a small state that changes at nodes and at branches.
 *
 * @param <A> immutable, with {@code equals}; there should be few of them
 */
public interface Automaton<A> {
  A start();

  /** A node has been evaluated; called before the path goes on to the node's successors. */
  void step(Moment<A> moment);

  /**
   * A branch turned out so.
   *
   * @param outcome true or false edge of the moment's node; true for a case that matched
   */
  default void branch(Moment<A> moment, boolean outcome) {}

  /**
   * Something has become known of a value at a branch. Called before {@link #branch}.
   *
   * @param fact what holds
   */
  default void learned(Moment<A> moment, Value.Test fact) {}

  /**
   * One state for two, used when a node has too many; the path is {@linkplain Moment#isImprecise()
   * imprecise} from then on.
   */
  A merge(A one, A other);
}
