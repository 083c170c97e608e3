package dev.pollux.time;

/** What an {@link Interval} does about ticks that nobody waited for in time. */
public enum MissedTicks {

  /** They come one after the other without a pause, until the schedule is caught up with. */
  BURST {
    @Override
    long next(long due, long now, long period) {
      return Durations.after(due, period);
    }
  },

  /** The schedule moves: the next tick is a full period after the late one. */
  DELAY {
    @Override
    long next(long due, long now, long period) {
      return Durations.after(now, period);
    }
  },

  /** They are left out: the next tick is the first of the original schedule still to come. */
  SKIP {
    @Override
    long next(long due, long now, long period) {
      return Durations.after(now, period - (now - due) % period);
    }
  };

  /** When the tick after one that was due at {@code due} and noticed late, at {@code now}, is. */
  abstract long next(long due, long now, long period);
}
