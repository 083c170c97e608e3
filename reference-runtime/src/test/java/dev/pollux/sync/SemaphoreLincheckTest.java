package dev.pollux.sync;

import dev.pollux.Models;
import dev.pollux.Poll;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two tasks wait for the one permit of a semaphore, hold it, give it back or give up, a third takes
 * it without waiting: in some order of the calls the queue is fair, and nobody is forgotten.
 */
@Tag("lincheck")
public class SemaphoreLincheckTest {
  private final Semaphore semaphore = Semaphore.of(1);
  private final User one = new User();
  private final User other = new User();

  private final class User {
    private final Journal<Semaphore.Permit> task = new Journal<>();
    private Semaphore.@Nullable Permit held;

    String acquire() {
      if (held != null) {
        return "held";
      }
      if (!task.isWaiting()) {
        task.await(semaphore.acquire());
      }
      try {
        Poll<Semaphore.Permit> poll = task.poll();
        held = poll == null ? null : poll.get();
        return poll == null ? "waits" : "acquired";
      } catch (Exception closed) {
        return "closed";
      }
    }

    void release() {
      task.cancel();
      if (held != null) {
        held.close();
        held = null;
      }
    }
  }

  @Operation(nonParallelGroup = "one")
  public String acquireByOne() {
    return one.acquire();
  }

  @Operation(nonParallelGroup = "one")
  public void releaseByOne() {
    one.release();
  }

  @Operation(nonParallelGroup = "other")
  public String acquireByOther() {
    return other.acquire();
  }

  @Operation(nonParallelGroup = "other")
  public void releaseByOther() {
    other.release();
  }

  @Operation
  public boolean tryAcquire() {
    return semaphore.tryAcquire() != null;
  }

  @Operation
  public void addPermit() {
    semaphore.addPermits(1);
  }

  @Operation(runOnce = true)
  public void close() {
    semaphore.close();
  }

  /** Lincheck calls it after each run. */
  @Validate
  public void nobodyIsForgotten() {
    one.task.checkNotForgotten();
    other.task.checkNotForgotten();
  }

  @Test
  void waiters_modelChecked() {
    Models.explore(SemaphoreLincheckTest.class, Specification.class, 3, 3);
  }

  @Test
  @EnabledIfSystemProperty(named = "pollux.proof", matches = "long")
  void waiters_stressed() {
    Models.stress(SemaphoreLincheckTest.class, Specification.class, 3, 3);
  }

  /** A number and a list of those who wait. */
  public static class Specification {
    private static final int OUTSIDE = 0;
    private static final int QUEUED = 1;
    private static final int GRANTED = 2;
    private static final int REFUSED = 3;
    private static final int HOLDS = 4;

    private int free = 1;
    private boolean closed;
    private final int[] place = new int[2];
    private final List<Integer> queue = new ArrayList<>();

    public String acquireByOne() {
      return acquire(0);
    }

    public void releaseByOne() {
      release(0);
    }

    public String acquireByOther() {
      return acquire(1);
    }

    public void releaseByOther() {
      release(1);
    }

    public boolean tryAcquire() {
      if (free == 0 || closed) {
        return false;
      }
      free--;
      return true;
    }

    public void addPermit() {
      if (queue.isEmpty()) {
        free++;
      } else {
        place[queue.remove(0)] = GRANTED;
      }
    }

    public void close() {
      closed = true;
      queue.forEach(user -> place[user] = REFUSED);
      queue.clear();
    }

    private String acquire(int user) {
      if (place[user] == OUTSIDE) {
        if (closed) {
          return "closed";
        }
        if (free == 0) {
          queue.add(user);
        } else {
          free--;
        }
        place[user] = queue.contains(user) ? QUEUED : GRANTED;
      }
      switch (place[user]) {
        case HOLDS:
          return "held";
        case QUEUED:
          return "waits";
        case GRANTED:
          place[user] = HOLDS;
          return "acquired";
        default:
          place[user] = OUTSIDE;
          return "closed";
      }
    }

    private void release(int user) {
      int was = place[user];
      place[user] = OUTSIDE;
      queue.remove(Integer.valueOf(user));
      if (was == HOLDS || was == GRANTED) {
        addPermit();
      }
    }
  }
}
