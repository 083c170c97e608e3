package dev.pollux.runtime.probe;

import dev.pollux.runtime.AsyncRuntime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a runtime with a {@link SpawnProbe} or a {@link TaskOrder}. The builder's own methods for
 * them are private, since an exported type cannot name these; the builder lends the key here when
 * its class is initialised.
 */
public final class ProbedRuntime {

  /** The builder's methods. */
  public interface Key {

    /**
     * Sets the probe.
     *
     * @param builder whose runtime is to be looked at
     * @param probe who looks
     */
    void probe(AsyncRuntime.Builder builder, SpawnProbe probe);

    /**
     * Sets the order.
     *
     * @param builder whose runtime is to run its tasks in that order
     * @param order who decides
     */
    void order(AsyncRuntime.Builder builder, TaskOrder order);
  }

  private static volatile @Nullable Key key;

  private ProbedRuntime() {}

  /**
   * Called once, by the builder's class.
   *
   * @param lent the builder's methods
   */
  public static void lend(Key lent) {
    key = Objects.requireNonNull(lent, "lent");
  }

  /**
   * Builds what the builder describes, with a probe on every future it is given.
   *
   * @param builder a builder that is not used afterwards
   * @param probe sees the future of each spawn and each blockOn
   * @return the runtime
   */
  public static AsyncRuntime build(AsyncRuntime.Builder builder, SpawnProbe probe) {
    lent().probe(builder, Objects.requireNonNull(probe, "probe"));
    return builder.build();
  }

  /**
   * Builds what the builder describes, with somebody who decides which task runs next.
   *
   * @param builder of a current-thread runtime, not used afterwards
   * @param order decides
   * @return the runtime
   */
  public static AsyncRuntime build(AsyncRuntime.Builder builder, TaskOrder order) {
    lent().order(builder, Objects.requireNonNull(order, "order"));
    return builder.build();
  }

  private static Key lent() {
    Key lent = key;
    if (lent == null) {
      throw new IllegalStateException("AsyncRuntime.Builder lent no key when it was initialised");
    }
    return lent;
  }
}
