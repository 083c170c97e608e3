package dev.pollux.time;

import dev.pollux.Future;
import java.time.Duration;

/**
 * A future that is ready when a time has come: what {@link Time#sleep} gives. It can be set anew,
 * so that one object serves a deadline that is pushed back with each sign of life.
 *
 * <p>It has one owner, like every future: {@link #reset} is a call of the owner, too.
 */
public sealed interface Sleep extends Future<Void> permits TimerSleep {

  /**
   * Sets the sleep anew, to end after a duration: counted from now if it was polled before, from
   * its first poll otherwise. It may have ended already; it may then be polled again. A sleep that
   * is pending keeps its waker, so it need not be polled for the new time to count.
   *
   * @param duration how long; zero or less ends it at its next poll
   * @throws IllegalStateException if it was cancelled
   */
  void reset(Duration duration);

  /**
   * Tells whether the time has come.
   *
   * @return true if the next poll is ready, or the sleep has ended
   */
  boolean isElapsed();
}
