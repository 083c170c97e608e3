package dev.pollux.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.probe.ProbedRuntime;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a test in many orders of its tasks. Whenever more than one is ready, on one thread and with
 * paused time, who is polled next is decided here: drawn at random, or every choice tried in turn.
 * An order in which the test fails has a short name, which the failure shows and {@link #replay}
 * takes.
 *
 * <pre>{@code
 * Interleavings.exhaustive(10_000).check(runtime -> {
 *   Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
 *   JoinHandle<Void> sending = runtime.spawn(channel.sender().send(1));
 *   assertEquals(1, runtime.blockOn(channel.receiver().receive()));
 *   runtime.blockOn(sending);
 * });
 * }</pre>
 *
 * <p>What is tried is the order of polls: nothing happens inside a poll but what it does. A test
 * that fails by waiting for ever fails at once, since nobody can go on. Blocking work runs on
 * threads of its own, in an order that nobody controls; a test that uses it, or sockets, or the
 * time of day, may fail in an order that cannot be shown again.
 *
 * <p>An explorer is immutable. Its orders run one after the other on the calling thread.
 */
public final class Interleavings {

  /** A test: called anew for each order, with a runtime that is closed afterwards. */
  @FunctionalInterface
  public interface Scenario {

    /**
     * Runs once. State that outlives the call makes the orders differ and replaying impossible.
     *
     * @param runtime of the calling thread, with paused time
     * @throws Exception to fail
     */
    void run(AsyncRuntime runtime) throws Exception;
  }

  /**
   * What was tried.
   *
   * @param orders how many orders were run
   * @param complete whether there is no other
   */
  public record Exploration(int orders, boolean complete) {}

  private final Orders orders;

  private Interleavings(Orders orders) {
    this.orders = orders;
  }

  /**
   * Orders drawn at random. They are other ones each time, unless the system property {@code
   * pollux.seed} says where to begin.
   *
   * @param runs how many, at least 1
   * @return the explorer
   */
  @CheckReturnValue
  public static Interleavings random(int runs) {
    return random(runs, Long.getLong("pollux.seed", System.nanoTime()));
  }

  /**
   * Orders drawn at random, the same ones each time.
   *
   * @param runs how many, at least 1
   * @param seed which ones
   * @return the explorer
   */
  @CheckReturnValue
  public static Interleavings random(int runs, long seed) {
    return new Interleavings(new RandomOrders(atLeastOne("runs", runs), seed, false));
  }

  /**
   * All orders, or as many as are allowed, beginning with that in which who is ready first runs
   * first.
   *
   * @param most how many to try at most, at least 1
   * @return the explorer
   */
  @CheckReturnValue
  public static Interleavings exhaustive(int most) {
    return new Interleavings(new AllOrders(atLeastOne("most", most)));
  }

  /**
   * The one order that a failure named.
   *
   * @param order as the failure shows it, such as {@code seed:42} or {@code choices:0.2.1}
   * @return the explorer
   * @throws IllegalArgumentException if it is no such name
   */
  @CheckReturnValue
  public static Interleavings replay(String order) {
    return new Interleavings(OneOrder.named(Objects.requireNonNull(order, "order")));
  }

  /**
   * The same orders with polls that nobody asked for among them, as a combinator or another runtime
   * may make them: a future must bear these.
   *
   * @return the explorer
   * @throws IllegalStateException unless the orders are random
   */
  @CheckReturnValue
  public Interleavings withSpuriousWakes() {
    return new Interleavings(orders.withSpuriousWakes());
  }

  /**
   * Runs the test in each order.
   *
   * @param scenario the test
   * @return how many orders there were
   * @throws InterleavingError if it fails in one of them, with what it threw as the cause
   */
  @CanIgnoreReturnValue
  public Exploration check(Scenario scenario) {
    Objects.requireNonNull(scenario, "scenario");
    int run = 0;
    Order order = orders.next();
    while (order != null) {
      run++;
      Throwable thrown = attempt(scenario, order);
      if (thrown != null) {
        throw new InterleavingError(order.name(), run, thrown);
      }
      order = orders.next(order);
    }
    return new Exploration(run, orders.isComplete());
  }

  @Override
  public String toString() {
    return "Interleavings." + orders;
  }

  private static @Nullable Throwable attempt(Scenario scenario, Order order) {
    AtomicReference<@Nullable Throwable> detached = new AtomicReference<>();
    AsyncRuntime.Builder builder =
        AsyncRuntime.builder()
            .currentThread()
            .pausedTime()
            .name("interleavings")
            .uncaughtExceptionHandler((thread, e) -> detached.compareAndSet(null, e));
    try (AsyncRuntime runtime = ProbedRuntime.build(builder, order)) {
      scenario.run(runtime);
    } catch (Throwable thrown) {
      return thrown;
    }
    return detached.get();
  }

  private static int atLeastOne(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(name + ": " + count + " is not 1 or more");
    }
    return count;
  }
}
