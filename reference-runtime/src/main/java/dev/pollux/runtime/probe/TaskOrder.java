package dev.pollux.runtime.probe;

/**
 * Decides what a current-thread runtime leaves to chance elsewhere: which of several tasks that are
 * ready runs next. The future of blockOn counts as one of them. Called by the thread that runs the
 * tasks only.
 */
public interface TaskOrder {

  /**
   * Picks who runs next.
   *
   * @param ready how many are ready, at least 2, in the order in which they became so; the future
   *     of blockOn is the last
   * @return 0 to {@code ready - 1}
   */
  int choose(int ready);

  /**
   * Asked after each poll whether somebody is to be woken for no reason.
   *
   * @return true if so: {@link #choose} then picks whom
   */
  boolean wakesSpuriously();

  /**
   * Asked before each poll.
   *
   * @return false if there were so many that blockOn is to end with an exception
   */
  boolean mayPoll();

  /**
   * Asked when nobody is ready, no timer is set and no blocking work runs.
   *
   * @return true to wait for sockets and other threads; false if blockOn is to end with an
   *     exception
   */
  boolean waitsForOthers();
}
