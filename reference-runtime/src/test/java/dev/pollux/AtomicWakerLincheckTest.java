package dev.pollux;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A task registers and looks, two others change what it looks at and wake it. */
@Tag("lincheck")
public class AtomicWakerLincheckTest {
  private final AtomicWaker slot = new AtomicWaker();
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicInteger woken = new AtomicInteger(); // the latest waker that was called
  private int polls;
  private int seen;

  /** The task: each poll has a waker of its own. */
  @Operation(nonParallelGroup = "task")
  public void poll() {
    int number = ++polls;
    slot.register(() -> woken.accumulateAndGet(number, Math::max));
    seen = changes.get();
  }

  @Operation
  public void change() {
    changes.incrementAndGet();
    slot.wake();
  }

  /** Lincheck calls it after each run. */
  @Validate
  public void taskSawTheLastChangeOrWasWoken() {
    if (polls > 0 && seen != changes.get() && woken.get() != polls) {
      throw new IllegalStateException(
          "a lost wake-up: poll " + polls + " saw change " + seen + " of " + changes);
    }
  }

  @Test
  void registerAgainstWake_modelChecked() {
    Models.explore(AtomicWakerLincheckTest.class, 3, 3);
  }

  @Test
  @EnabledIfSystemProperty(named = "pollux.proof", matches = "long")
  void registerAgainstWake_stressed() {
    Models.stress(AtomicWakerLincheckTest.class, 3, 3);
  }
}
