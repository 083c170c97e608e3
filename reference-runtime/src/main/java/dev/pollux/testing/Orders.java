package dev.pollux.testing;

import org.jspecify.annotations.Nullable;

/** The orders that an explorer tries, anew for each {@link Interleavings#check}. */
interface Orders {

  /** The first. */
  Order next();

  /** The next after that one, which was run to its end; null if there is none. */
  @Nullable Order next(Order done);

  /** Whether no order was left out, once there is no next. */
  boolean isComplete();

  /** The same with spurious wakes. */
  Orders withSpuriousWakes();
}
