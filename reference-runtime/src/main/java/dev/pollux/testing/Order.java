package dev.pollux.testing;

import dev.pollux.runtime.probe.TaskOrder;

/** One order of the tasks of a test, which is found while it runs. */
abstract class Order implements TaskOrder {

  /** A test that polls more often than this does not end. */
  private static final int MOST_POLLS = 1_000_000;

  private int polls;

  /** What {@link Interleavings#replay} takes. */
  abstract String name();

  @Override
  public boolean wakesSpuriously() {
    return false;
  }

  @Override
  public final boolean mayPoll() {
    return ++polls <= MOST_POLLS;
  }

  @Override
  public final boolean waitsForOthers() {
    return false;
  }
}
