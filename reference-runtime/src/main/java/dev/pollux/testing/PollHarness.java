package dev.pollux.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A task of one future that a test polls by hand: nothing happens but what the test does.
 *
 * <pre>{@code
 * PollHarness<String> task = PollHarness.of(channel.receiver());
 * assertTrue(task.poll().isPending());
 * channel.sender().send("hello");
 * assertTrue(task.isWoken());
 * assertEquals("hello", task.poll().get());
 * }</pre>
 *
 * <p>Each poll gets a waker of its own, as a strict executor may; a wake-up counts if it came
 * through the waker of the last poll, and the wake-ups of older ones are counted apart. No runtime
 * is behind it: a future that needs timers or sockets throws. Polls and cancel belong to one thread
 * at a time, wake-ups may come from any.
 *
 * @param <T> the type of the future's value
 */
public final class PollHarness<T> {
  private final Future<T> future;
  private final AtomicInteger staleWakes = new AtomicInteger();
  private volatile HarnessWaker newest = new HarnessWaker();
  private int polls;

  private PollHarness(Future<T> future) {
    this.future = future;
  }

  /** A task of that future, not polled yet. */
  @CheckReturnValue
  public static <T> PollHarness<T> of(Future<T> future) {
    return new PollHarness<>(Objects.requireNonNull(future, "future"));
  }

  /**
   * Polls once with a new waker.
   *
   * @return what the future returned
   * @throws Exception whatever the future throws
   */
  @CanIgnoreReturnValue
  public Poll<T> poll() throws Exception {
    polls++;
    HarnessWaker waker = new HarnessWaker();
    newest = waker;
    return Objects.requireNonNull(
        future.poll(Context.of(waker)),
        () -> future.getClass().getName() + ".poll returned null: return Poll.pending()");
  }

  /** Whether the waker of the last poll has been called. */
  public boolean isWoken() {
    return newest.wakes.get() > 0;
  }

  /** How often the waker of the last poll has been called. */
  public int wakes() {
    return newest.wakes.get();
  }

  /** How often a waker of an earlier poll was called after a later poll had begun. */
  public int staleWakes() {
    return staleWakes.get();
  }

  /** How often the future was polled. */
  public int polls() {
    return polls;
  }

  /** Gives the future up, as its owner would. */
  public void cancel() {
    future.cancel();
  }

  private final class HarnessWaker implements Waker {
    final AtomicInteger wakes = new AtomicInteger();

    @Override
    public void wake() {
      wakes.incrementAndGet();
      if (newest != this) {
        staleWakes.incrementAndGet();
      }
    }
  }
}
