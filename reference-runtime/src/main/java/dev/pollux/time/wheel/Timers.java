package dev.pollux.time.wheel;

import dev.pollux.Waker;
import java.time.Instant;

/**
 * The timers of the runtime that polls, as a leaf future sees them: {@code
 * cx.service(Timers.class)}. Any thread may call; no call waits for anybody else's code.
 *
 * <p>A runtime may have several, one for each of its threads; an entry stays with those it was
 * first filed in. Times are nanoseconds since an origin that all timers of a runtime share. They
 * start near 0, never go back and never wrap; {@link Long#MAX_VALUE} is a time that does not come.
 */
public interface Timers {

  /**
   * The time now.
   *
   * @return nanoseconds since the origin, at least 0
   */
  long now();

  /**
   * The time of day now.
   *
   * @return the instant
   */
  Instant instant();

  /**
   * Files an entry, or files it anew for another deadline or another waker. When the deadline has
   * come the entry {@linkplain TimerEntry#isFired is fired}, and then its waker is called: once,
   * never early, and as soon as the resolution of the timers and the threads that turn them allow.
   *
   * @param entry filed nowhere, or in these timers
   * @param now what {@link #now} said a moment ago: reading a clock is the dearest part of filing,
   *     and the caller has often done so
   * @param deadline when it is due; in the past is allowed
   * @param waker whom to wake
   * @return true if the deadline has come already: the entry is fired, filed nowhere, and its waker
   *     will not be called
   */
  boolean file(TimerEntry entry, long now, long deadline, Waker waker);

  /**
   * Replaces the waker of an entry that is filed.
   *
   * @param entry the entry
   * @param waker whom to wake now
   * @return true if the entry was fired meanwhile: the waker will not be called
   */
  boolean renew(TimerEntry entry, Waker waker);

  /**
   * Takes an entry back at once, so that nothing of it stays behind. Its waker is not called after
   * this, except by a thread that had already taken it to call it.
   *
   * @param entry the entry; filed nowhere is allowed, and so is fired
   */
  void cancel(TimerEntry entry);
}
