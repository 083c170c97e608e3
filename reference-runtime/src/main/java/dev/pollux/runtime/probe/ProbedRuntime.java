package dev.pollux.runtime.probe;

import dev.pollux.runtime.AsyncRuntime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a runtime with a {@link SpawnProbe}. The builder's own method for it is private, since an
 * exported type cannot name a probe; the builder lends the key here when its class is initialised.
 */
public final class ProbedRuntime {

  /** The builder's method. */
  public interface Key {

    /**
     * Sets the probe.
     *
     * @param builder whose runtime is to be looked at
     * @param probe who looks
     */
    void probe(AsyncRuntime.Builder builder, SpawnProbe probe);
  }

  private static volatile @Nullable Key key;

  private ProbedRuntime() {}

  /**
   * Called once, by the builder's class.
   *
   * @param lent the builder's method
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
    Key lent = key;
    if (lent == null) {
      throw new IllegalStateException("AsyncRuntime.Builder lent no key when it was initialised");
    }
    lent.probe(builder, Objects.requireNonNull(probe, "probe"));
    return builder.build();
  }
}
