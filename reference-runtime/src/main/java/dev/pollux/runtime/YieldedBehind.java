package dev.pollux.runtime;

import dev.pollux.Waker;
import org.jspecify.annotations.Nullable;

/**
 * Wakes who yielded on a worker that is now stuck in a poll: they wait to be woken when that poll
 * is over. One for each worker; watchdog only. How it gets at them is told in {@link PollContext}.
 */
final class YieldedBehind {

  private @Nullable Waker @Nullable [] taken;

  /** The worker's counter after the list was taken. */
  private long takenAt;

  void look(Worker worker, long polls, boolean stuck) {
    if (taken != null) {
      // The counter was read before: if it shows another poll, all that was added is seen now.
      PollContext.wakeTaken(taken);
      if (polls != takenAt) {
        taken = null;
      }
    }
    if (taken == null && stuck) {
      taken = worker.takeDeferred();
      if (taken != null) {
        takenAt = worker.polls();
        PollContext.wakeTaken(taken);
        if ((takenAt & 1) == 0) {
          // Between two polls nobody adds.
          taken = null;
        }
      }
    }
  }
}
