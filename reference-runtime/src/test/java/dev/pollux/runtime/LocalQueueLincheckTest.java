package dev.pollux.runtime;

import dev.pollux.Models;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A worker and one thief at a ring of four: each steal takes the first half, rounded up, of what is
 * there at one moment, and nothing is out of turn. The ring is kept from overflowing, so that what
 * the queue says is all there is to say; {@link LocalQueueOverflowLincheckTest} does the rest.
 */
@Tag("lincheck")
public class LocalQueueLincheckTest {
  private static final int CAPACITY = 4;

  private final Numbered numbered = new Numbered();
  private final Injector injector = new Injector();
  private final LocalQueue ring = new LocalQueue(CAPACITY);
  private final LocalQueue thief = new LocalQueue(CAPACITY);

  /** Half full. */
  public LocalQueueLincheckTest() {
    push();
    push();
  }

  @Operation(nonParallelGroup = "owner")
  public final void push() {
    if (numbered.given() < CAPACITY) {
      ring.push(numbered.next(), injector);
    }
  }

  @Operation(nonParallelGroup = "owner")
  public @Nullable Integer pop() {
    return numbered.of(ring.pop());
  }

  @Operation(nonParallelGroup = "thief")
  public List<Integer> steal() {
    List<Integer> stolen = new ArrayList<>();
    Task<?> last = ring.stealInto(thief);
    for (Task<?> task = thief.pop(); task != null; task = thief.pop()) {
      stolen.add(numbered.of(task));
    }
    if (last != null) {
      stolen.add(numbered.of(last));
    }
    return stolen;
  }

  @Test
  void ownerAgainstThief_modelChecked() {
    Models.explore(LocalQueueLincheckTest.class, Specification.class, 2, 4);
  }

  @Test
  @EnabledIfSystemProperty(named = "pollux.proof", matches = "long")
  void ownerAgainstThief_stressed() {
    Models.stress(LocalQueueLincheckTest.class, Specification.class, 2, 4);
  }

  /** A list. */
  public static class Specification {
    private final Deque<Integer> queue = new ArrayDeque<>();
    private int pushed;

    public Specification() {
      push();
      push();
    }

    public final void push() {
      if (pushed < CAPACITY) {
        queue.addLast(pushed++);
      }
    }

    public @Nullable Integer pop() {
      return queue.pollFirst();
    }

    public List<Integer> steal() {
      List<Integer> stolen = new ArrayList<>();
      int count = queue.size() - queue.size() / 2;
      for (int i = 0; i < count; i++) {
        stolen.add(queue.pollFirst());
      }
      return stolen;
    }
  }
}
