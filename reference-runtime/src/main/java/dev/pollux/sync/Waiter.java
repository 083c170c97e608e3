package dev.pollux.sync;

import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A place in the queue of a {@link Gate}: the fields of it, to be inherited by the future that
 * waits, so that waiting allocates nothing.
 */
abstract class Waiter {
  /*
   *            no room                       handOn()
   *   OUTSIDE -----------> QUEUED ---------------------------> GRANTED
   *      ^                    |   close()
   *      |                    +---------------> REFUSED
   *      +---- cancel(), or the owner took note of the outcome
   *
   *   Changed under the lock of the gate only, and made OUTSIDE at the end by the owner. `place` is volatile for the owner, who learns the
   *   outcome without the lock.
   */
  static final int OUTSIDE = 0;
  static final int QUEUED = 1;
  static final int GRANTED = 2;
  static final int REFUSED = 3;

  volatile int place = OUTSIDE;

  // Guarded by the lock of the gate; once it has left the queue, of who wakes the chain it is in.
  @Nullable Waiter previous;
  @Nullable Waiter next;
  @Nullable Waker waker;
}
