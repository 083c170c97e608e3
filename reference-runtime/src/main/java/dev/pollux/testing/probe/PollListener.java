package dev.pollux.testing.probe;

import dev.pollux.Future;
import dev.pollux.Poll;
import org.jspecify.annotations.Nullable;

/** Hears what instrumented code does on one thread. No method throws. */
public interface PollListener {
  /**
   * A future is about to be polled.
   *
   * @return a token for the call that follows, {@link #left} or {@link #threw}; it must not reach
   *     the future
   */
  @Nullable Object entering(Future<?> future);

  /** The poll with that token has returned. */
  void left(@Nullable Object token, @Nullable Poll<?> poll);

  /** The poll with that token threw. */
  void threw(@Nullable Object token, Throwable thrown);

  /** A method of the project is about to return that. */
  void returned(@Nullable Poll<?> poll);

  /** The project is about to call something that blocks. */
  void blocking(String call);

  /** The project is about to begin something: a thread, a job, a process. */
  void beginning(String call);
}
