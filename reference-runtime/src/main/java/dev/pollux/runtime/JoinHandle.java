package dev.pollux.runtime;

import dev.pollux.Future;

/**
 * The end of a task that one owner may wait for. It is a future: poll it, or hand it to a
 * combinator, to wait for the task; its value is the task's value.
 *
 * <p>Waiting and running are apart. The task runs whether or not anybody waits, and {@link
 * #cancel()} ends the waiting, not the task: to end the task, {@link #abort()} it. Who does not
 * want to wait says so with {@link #detach()}; a handle that is merely forgotten hides the task's
 * failure.
 *
 * <p>A poll fails with {@link JoinException} when the task failed or was aborted. The handle
 * becomes ready only after the task's future was let go, its {@code cancel} included. Like every
 * future it has one owner: to wait in several places, share it first. {@link #abort()} and {@link
 * #isFinished()} may be called from any thread.
 *
 * @param <T> the type of the task's value
 */
public interface JoinHandle<T> extends Future<T> {

  /**
   * Asks that the task end early. A task that was never polled never will be; one that is running
   * ends when its poll returns, unless that poll is its last; one that has ended keeps its outcome.
   * The task's future is cancelled on a thread of the runtime, never on the caller's. Blocking work
   * that has begun is not interrupted and runs to its end.
   */
  void abort();

  /**
   * Tells whether the next poll of this handle will be ready.
   *
   * @return true once the outcome can be read
   */
  boolean isFinished();

  /**
   * Lets the task run on its own. If it fails, the runtime's handler for uncaught failures is told,
   * once; if it was aborted nobody is. The handle must not be polled afterwards.
   */
  void detach();

  /** Ends the waiting and {@linkplain #detach() detaches} the task, which goes on. */
  @Override
  void cancel();
}
