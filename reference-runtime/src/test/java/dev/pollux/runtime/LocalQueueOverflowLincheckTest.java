package dev.pollux.runtime;

import dev.pollux.Models;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A worker that pushes past the end of a ring of two, and two thieves. What goes to the injector
 * depends on whether a thief is at work, so the calls return nothing; what counts is checked when
 * all have returned: each task is somewhere, once, and nobody took them out of turn.
 */
@Tag("lincheck")
public class LocalQueueOverflowLincheckTest {
  private static final int CAPACITY = 2;
  private static final int OWNER = 0;
  private static final int ONE = 1;
  private static final int OTHER = 2;

  private final Numbered numbered = new Numbered();
  private final Injector injector = new Injector();
  private final LocalQueue ring = new LocalQueue(CAPACITY);
  private final LocalQueue ringOfOne = new LocalQueue(CAPACITY);
  private final LocalQueue ringOfOther = new LocalQueue(CAPACITY);

  /** Full. */
  public LocalQueueOverflowLincheckTest() {
    push();
    push();
  }

  @Operation(nonParallelGroup = "owner")
  public final void push() {
    ring.push(numbered.next(), injector);
  }

  @Operation(nonParallelGroup = "owner")
  public void pop() {
    numbered.taken(OWNER, ring.pop());
  }

  @Operation(nonParallelGroup = "one")
  public void stealByOne() {
    steal(ONE, ringOfOne);
  }

  @Operation(nonParallelGroup = "other")
  public void stealByOther() {
    steal(OTHER, ringOfOther);
  }

  private void steal(int thief, LocalQueue into) {
    Task<?> last = ring.stealInto(into);
    drain(thief, into);
    numbered.taken(thief, last);
  }

  private void drain(int taker, LocalQueue from) {
    for (Task<?> task = from.pop(); task != null; task = from.pop()) {
      numbered.taken(taker, task);
    }
  }

  /** Lincheck calls it after each run. */
  @Validate
  public void eachTaskIsSomewhereOnce() {
    drain(OWNER, ring);
    for (@Nullable Task<?> task = injector.pop(); task != null; task = injector.pop()) {
      numbered.found(task);
    }
    numbered.check();
    if (!injector.isEmpty() || !ring.isEmpty() || ring.free() != CAPACITY) {
      throw new IllegalStateException("emptied, and still something in it");
    }
  }

  @Test
  void ownerAgainstTwoThieves_modelChecked() {
    Models.explore(LocalQueueOverflowLincheckTest.class, 3, 3);
  }

  @Test
  @EnabledIfSystemProperty(named = "pollux.proof", matches = "long")
  void ownerAgainstTwoThieves_stressed() {
    Models.stress(LocalQueueOverflowLincheckTest.class, 3, 3);
  }
}
