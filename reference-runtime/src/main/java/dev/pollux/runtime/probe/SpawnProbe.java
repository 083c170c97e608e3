package dev.pollux.runtime.probe;

import dev.pollux.Future;

/**
 * Stands between a runtime and every future it is given: what a method returns is polled in the
 * future's place. It is called on the thread that hands the future over, before the first poll, and
 * must not poll it.
 */
public interface SpawnProbe {

  /**
   * A future that was given to {@code spawn}.
   *
   * @param <V> the type of the future's value
   * @param future what was spawned
   * @return what the task polls
   */
  <V> Future<V> spawned(Future<V> future);

  /**
   * A future that was given to {@code blockOn}.
   *
   * @param <V> the type of the future's value
   * @param future what is to be waited for
   * @return what blockOn polls
   */
  <V> Future<V> blockedOn(Future<V> future);
}
