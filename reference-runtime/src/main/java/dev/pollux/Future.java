package dev.pollux;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that may not be there yet, and the work that makes it. Not to be mistaken for {@link
 * java.util.concurrent.Future}, which is already running somewhere: this one does nothing until it
 * is polled.
 *
 * <p>The contract, for those who implement and those who poll:
 *
 * <ul>
 *   <li><b>Lazy.</b> Building a future has no side effect. The first {@link #poll} starts it.
 *   <li><b>One owner.</b> Calls of {@code poll} and {@code cancel} follow one another, each seeing
 *       what the earlier ones wrote, on any thread. A future needs no locks for its own fields and
 *       does not rely on which thread calls.
 *   <li><b>Never blocks.</b> {@code poll} returns at once, with {@link Poll#ready} or {@link
 *       Poll#pending}.
 *   <li><b>Pending means a wake-up is arranged.</b> The future gave {@link Context#waker} of
 *       <em>this</em> poll to what will complete it, looked once more after that, or polled a child
 *       that did.
 *   <li><b>Once.</b> After {@code Ready} or a throw it is not polled again. Futures of Pollux then
 *       throw {@link PollAfterEndException}.
 *   <li><b>Cancelled, not dropped.</b> Java has no destructors: who abandons a future before its
 *       end calls {@link #cancel}.
 * </ul>
 *
 * <p>A future of one's own, here one that is ready when its third poll comes:
 *
 * <pre>{@code
 * final class ThirdTime implements Future<String> {
 *   private int polls;
 *
 *   @Override
 *   public Poll<String> poll(Context cx) {
 *     if (++polls < 3) {
 *       cx.waker().wake(); // arranged before Pending is returned
 *       return Poll.pending();
 *     }
 *     return Poll.ready("here");
 *   }
 * }
 * }</pre>
 *
 * @param <T> the type of the value; {@code Void} if there is nothing to say but that it is done
 */
@FunctionalInterface
public interface Future<T extends @Nullable Object> {

  /**
   * Goes as far as it can without waiting.
   *
   * @param cx whom to wake and what may be used; valid during this call only
   * @return the value, or that it is not there yet and a wake-up is arranged; never {@code null}
   * @throws Exception if the future fails: it is then complete
   */
  @CheckReturnValue
  Poll<T> poll(Context cx) throws Exception;

  /**
   * Gives the future up: takes back every registration (timer, selection key, place in a queue,
   * permit) and cancels the futures it owns, the last one first.
   *
   * <p>Called at most once, by the owner, never after {@code Ready} or a throw; {@code poll} is not
   * called afterwards. It neither blocks nor throws. If nothing in the future was ever polled the
   * call is optional and harmless.
   */
  default void cancel() {}

  /**
   * A future that computes its value from this one's. It owns this future; a throw fails it.
   *
   * @param function applied to the value, during the poll that finds it
   * @param <V> the type of the new value
   * @return the new future
   */
  @CheckReturnValue
  default <V extends @Nullable Object> Future<V> map(
      ThrowingFunction<? super T, ? extends V> function) {
    return new MapFuture<>(this, Objects.requireNonNull(function, "function"));
  }

  /**
   * A future that goes on with another one, built from this one's value. It owns both; a throw of
   * either, or of the function, fails it.
   *
   * <p>Steps in a row are polled in a loop, not in one another: a chain of any length needs no
   * stack, and a function that ends with {@code then} may call itself for ever.
   *
   * @param next gives the future to go on with, during the poll that finds the value
   * @param <V> the type of the new value
   * @return the new future
   */
  @CheckReturnValue
  default <V extends @Nullable Object> Future<V> then(
      ThrowingFunction<? super T, ? extends Future<? extends V>> next) {
    return new ThenFuture<>(this, Objects.requireNonNull(next, "next"));
  }

  /**
   * A future that puts a value in the place of an exception. An {@link Error} is not recovered
   * from. To let an exception pass, throw it again.
   *
   * @param function gives the value for what this future threw
   * @return the new future
   */
  @CheckReturnValue
  default Future<T> recover(ThrowingFunction<? super Exception, ? extends T> function) {
    return new RecoverFuture<>(this, Exception.class, Objects.requireNonNull(function, "function"));
  }

  /**
   * A future that puts a value in the place of an exception of one type; others pass.
   *
   * @param type which exceptions
   * @param function gives the value for what this future threw
   * @param <X> the type of the exception
   * @return the new future
   */
  @CheckReturnValue
  default <X extends Exception> Future<T> recover(
      Class<X> type, ThrowingFunction<? super X, ? extends T> function) {
    return new RecoverFuture<>(
        this, Objects.requireNonNull(type, "type"), Objects.requireNonNull(function, "function"));
  }

  /**
   * A future that goes on with another one when this one throws an exception. An {@link Error} is
   * not recovered from.
   *
   * @param next gives the future to go on with
   * @return the new future
   */
  @CheckReturnValue
  default Future<T> recoverWith(
      ThrowingFunction<? super Exception, ? extends Future<? extends T>> next) {
    return new RecoverWithFuture<>(this, Objects.requireNonNull(next, "next"));
  }

  /**
   * A future that tells when it is given up. The hook runs during {@link #cancel}, after this
   * future was cancelled; it does not run if this future ends.
   *
   * @param hook what to do; it must not block
   * @return the new future
   */
  @CheckReturnValue
  default Future<T> onCancel(Runnable hook) {
    return new OnCancelFuture<>(this, Objects.requireNonNull(hook, "hook"));
  }

  /**
   * A future that is ready at its first poll.
   *
   * @param value the value
   * @param <V> the type of the value
   * @return the future
   */
  @CheckReturnValue
  static <V extends @Nullable Object> Future<V> ready(V value) {
    return new ReadyFuture<>(value);
  }

  /**
   * A future that throws at its first poll.
   *
   * @param thrown what it throws
   * @param <V> the type of the value it would have had
   * @return the future
   */
  @CheckReturnValue
  static <V extends @Nullable Object> Future<V> failed(Throwable thrown) {
    return new FailedFuture<>(Objects.requireNonNull(thrown, "thrown"));
  }

  /**
   * A future that never ends by itself: whoever waits for it waits until it is cancelled.
   *
   * @param <V> the type of the value it would have had
   * @return the future
   */
  @CheckReturnValue
  static <V extends @Nullable Object> Future<V> pending() {
    return PendingFuture.instance();
  }
}
