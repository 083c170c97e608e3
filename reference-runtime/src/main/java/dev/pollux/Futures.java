package dev.pollux;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Futures made of futures. Each takes the ones it is given as its own: it polls them, and cancels
 * those that have not ended when it ends or is cancelled, the last one first. To keep a future
 * after that, pass a {@link #shared} handle.
 */
public final class Futures {
  private Futures() {}

  /**
   * Waits for both and combines their values. The first of them to throw cancels the other and
   * fails the whole.
   *
   * @param first the first future
   * @param second the second future
   * @param combine applied to both values, during the poll that finds the second of them
   * @param <A> the type of the first value
   * @param <B> the type of the second value
   * @param <V> the type of the combined value
   * @return the future of the combined value
   */
  @CheckReturnValue
  public static <A extends @Nullable Object, B extends @Nullable Object, V extends @Nullable Object>
      Future<V> join(
          Future<? extends A> first,
          Future<? extends B> second,
          ThrowingBiFunction<? super A, ? super B, ? extends V> combine) {
    return new JoinFuture<>(
        Objects.requireNonNull(first, "first"),
        Objects.requireNonNull(second, "second"),
        Objects.requireNonNull(combine, "combine"));
  }

  /**
   * Waits for all to end, and then gives their values in the order of the futures. If any threw,
   * the whole fails with what the first of them threw, the others being {@linkplain
   * Throwable#getSuppressed suppressed} in it.
   *
   * <p>However many there are, a wake-up polls only those it was meant for.
   *
   * @param futures the futures; none is no error
   * @param <V> the type of the values
   * @return the future of the values, as an unmodifiable list
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Future<List<V>> joinAll(
      Iterable<? extends Future<? extends V>> futures) {
    return new JoinAllFuture<>(Children.copy(futures, "futures"), false);
  }

  /**
   * As {@link #joinAll(Iterable)}.
   *
   * @param futures the futures; none is no error
   * @param <V> the type of the values
   * @return the future of the values, as an unmodifiable list
   */
  @CheckReturnValue
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <V extends @Nullable Object> Future<List<V>> joinAll(
      Future<? extends V>... futures) {
    return joinAll(Arrays.asList(futures));
  }

  /**
   * Waits for all, and gives their values in the order of the futures. The first to throw cancels
   * the rest and fails the whole.
   *
   * @param futures the futures; none is no error
   * @param <V> the type of the values
   * @return the future of the values, as an unmodifiable list
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Future<List<V>> tryJoinAll(
      Iterable<? extends Future<? extends V>> futures) {
    return new JoinAllFuture<>(Children.copy(futures, "futures"), true);
  }

  /**
   * As {@link #tryJoinAll(Iterable)}.
   *
   * @param futures the futures; none is no error
   * @param <V> the type of the values
   * @return the future of the values, as an unmodifiable list
   */
  @CheckReturnValue
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <V extends @Nullable Object> Future<List<V>> tryJoinAll(
      Future<? extends V>... futures) {
    return tryJoinAll(Arrays.asList(futures));
  }

  /**
   * Ends as the first of them ends, with its value or with what it threw, and cancels the rest.
   *
   * @param futures the futures, at least one
   * @param <V> the type of the value
   * @return the future of the first value
   * @throws IllegalArgumentException if there is no future: such a race would never end
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Future<V> race(
      Iterable<? extends Future<? extends V>> futures) {
    List<Future<? extends V>> all = Children.copy(futures, "futures");
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "a race of no futures would never end: pass at least one, or use Future.pending()");
    }
    return new RaceFuture<>(all);
  }

  /**
   * As {@link #race(Iterable)}.
   *
   * @param futures the futures, at least one
   * @param <V> the type of the value
   * @return the future of the first value
   * @throws IllegalArgumentException if there is no future: such a race would never end
   */
  @CheckReturnValue
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <V extends @Nullable Object> Future<V> race(Future<? extends V>... futures) {
    return race(Arrays.asList(futures));
  }

  /**
   * Tells which of two ends first, with its value, and cancels the other. If the first to end
   * throws, the whole fails with that. If both are ready at the first poll it is {@code first};
   * later they take turns, so that neither can starve the other.
   *
   * @param first the first future
   * @param second the second future
   * @param <A> the type of the first future's value
   * @param <B> the type of the second future's value
   * @return the future of the one that ended first
   */
  @CheckReturnValue
  public static <A extends @Nullable Object, B extends @Nullable Object>
      Future<Selected<A, B>> select(Future<? extends A> first, Future<? extends B> second) {
    return new SelectFuture<>(
        Objects.requireNonNull(first, "first"), Objects.requireNonNull(second, "second"));
  }

  /**
   * Runs a body with a resource, and closes the resource when the body is ready, when it throws,
   * and when the whole is cancelled. It is the {@code try} with resources of futures: what {@code
   * close} throws after a throw of the body is suppressed in that, otherwise it fails the whole.
   *
   * <pre>{@code
   * Future<String> reply = Futures.using(TcpStream.connect(server), stream -> ask(stream));
   * }</pre>
   *
   * @param open gives the resource; its {@code close} must not block
   * @param body the future to run with the resource
   * @param <C> the type of the resource
   * @param <V> the type of the value
   * @return the future of the body's value
   */
  @CheckReturnValue
  public static <C extends AutoCloseable, V extends @Nullable Object> Future<V> using(
      Future<? extends C> open, ThrowingFunction<? super C, ? extends Future<? extends V>> body) {
    return new UsingFuture<>(
        Objects.requireNonNull(open, "open"), Objects.requireNonNull(body, "body"));
  }

  /**
   * As {@link #using(Future, ThrowingFunction)}, with a resource that is opened by a call.
   *
   * @param open gives the resource, at the first poll; neither it nor {@code close} may block
   * @param body the future to run with the resource
   * @param <C> the type of the resource
   * @param <V> the type of the value
   * @return the future of the body's value
   */
  @CheckReturnValue
  public static <C extends AutoCloseable, V extends @Nullable Object> Future<V> using(
      Callable<? extends C> open, ThrowingFunction<? super C, ? extends Future<? extends V>> body) {
    Objects.requireNonNull(open, "open");
    return new UsingFuture<C, V>(
        cx -> Poll.ready(open.call()), Objects.requireNonNull(body, "body"));
  }

  /**
   * A future made of a function that is its {@code poll}. It keeps the contract of {@link
   * Future#poll}: {@code Pending} only with a wake-up arranged.
   *
   * @param poll the function
   * @param <V> the type of the value
   * @return the future
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Future<V> pollFn(
      ThrowingFunction<? super Context, ? extends Poll<V>> poll) {
    return new PollFnFuture<>(Objects.requireNonNull(poll, "poll"), null);
  }

  /**
   * As {@link #pollFn(ThrowingFunction)}, with a hook that takes back what the function registered.
   *
   * @param poll the function
   * @param onCancel runs when the future is cancelled before its end; it must not block
   * @param <V> the type of the value
   * @return the future
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Future<V> pollFn(
      ThrowingFunction<? super Context, ? extends Poll<V>> poll, Runnable onCancel) {
    return new PollFnFuture<>(
        Objects.requireNonNull(poll, "poll"), Objects.requireNonNull(onCancel, "onCancel"));
  }

  /**
   * A future built by a call at its first poll: for work that must not begin earlier, or that needs
   * what is known only then.
   *
   * @param build gives the future to go on with
   * @param <V> the type of the value
   * @return the future
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Future<V> lazy(
      Callable<? extends Future<? extends V>> build) {
    Objects.requireNonNull(build, "build");
    return Future.ready(null).then(ready -> build.call());
  }

  /**
   * A future that may be polled after its end: it then is pending for ever, and wakes nobody. For
   * loops that poll several futures until all have ended.
   *
   * @param future the future
   * @param <V> the type of the value
   * @return the future that may be polled on
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Future<V> fuse(Future<V> future) {
    return new FuseFuture<>(Objects.requireNonNull(future, "future"));
  }

  /**
   * Shares one future among several owners: see {@link Shared}.
   *
   * @param future the future
   * @param <V> the type of the value
   * @return the first handle; {@link Shared#copy} makes more
   */
  @CheckReturnValue
  public static <V extends @Nullable Object> Shared<V> shared(Future<V> future) {
    return new SharedCore<>(Objects.requireNonNull(future, "future")).open();
  }
}
