package dev.pollux.runtime;

import dev.pollux.Waker;

/**
 * The waker of a joiner, and the other one whose place it took. Mostly they are one task's old and
 * new waker, and waking both costs that task one more poll. But if two owners wait for one handle,
 * the one that was pushed out is woken too, polls, and is told of the mistake: without this it
 * would wait for ever.
 */
record Displaced(Waker newest, Waker earlier) implements Waker {

  static Displaced of(Waker newest, Waker seen) {
    return new Displaced(newest, seen instanceof Displaced pair ? pair.newest : seen);
  }

  @Override
  public void wake() {
    Wakes.wake(newest);
    Wakes.wake(earlier);
  }

  @Override
  public boolean willWake(Waker other) {
    return newest.willWake(other);
  }
}
