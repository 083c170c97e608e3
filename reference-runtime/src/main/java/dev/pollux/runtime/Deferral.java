package dev.pollux.runtime;

import dev.pollux.Waker;

/**
 * Where a future that could go on, but lets others go first, leaves its waker. The runtime calls it
 * after it has looked for I/O and timers, so that a task that yields for ever starves neither.
 */
interface Deferral {

  /** Thread that polls only. */
  void defer(Waker waker);
}
