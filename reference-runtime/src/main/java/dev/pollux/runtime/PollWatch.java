package dev.pollux.runtime;

/**
 * What the watchdog knows of one worker: the poll it saw there, since when, and whether it told of
 * it. Watchdog only.
 */
final class PollWatch {

  /** No poll, or another than at the last look. */
  static final long MOVES = -1;

  private long seen;
  private long since;
  private long lasts = MOVES;
  private boolean told;
  private boolean moved;

  /**
   * One look.
   *
   * @param polls the worker's counter: odd during a poll
   * @param now a time in nanoseconds
   * @return how long one poll has lasted at least; {@link #MOVES} if this look is the first to see
   *     it, or there is none
   */
  long look(long polls, long now) {
    moved = polls != seen;
    if (moved) {
      seen = polls;
      since = now;
      told = false;
    }
    lasts = moved || (polls & 1) == 0 ? MOVES : now - since;
    return lasts;
  }

  /** What the last look returned. */
  long lasts() {
    return lasts;
  }

  /** The last look saw another poll than the one before. */
  boolean hasMoved() {
    return moved;
  }

  /** True once for each poll. */
  boolean tellOnce() {
    boolean first = !told;
    told = true;
    return first;
  }

  /** Nobody could run for a while, the watchdog neither: the poll does not answer for that time. */
  void excuse(long nanos) {
    since += nanos;
  }
}
