package dev.pollux.time.wheel;

import dev.pollux.Waker;
import java.time.Instant;

/**
 * The timers of the runtime that polls, as a leaf future sees them: {@code
 * cx.service(Timers.class)}. Any thread may call; no call blocks.
 *
 * <p>Times are nanoseconds since the origin of these timers. They start near 0, never go back and
 * never wrap; {@link Long#MAX_VALUE} is a time that does not come.
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
   * never early, and as soon as the resolution of the timers and the thread that drives them allow.
   *
   * @param entry filed nowhere, or in these timers
   * @param deadline when it is due; in the past is allowed
   * @param waker whom to wake
   * @return true if the deadline has come already: the entry is fired, filed nowhere, and its waker
   *     will not be called
   */
  boolean file(TimerEntry entry, long deadline, Waker waker);

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
   * this, except by a driver that had already taken it.
   *
   * @param entry the entry; filed nowhere is allowed, and so is fired
   */
  void cancel(TimerEntry entry);
}
