package dev.pollux.runtime;

import dev.pollux.Models;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two workers that search, run what they find and park, as {@link Worker} does, and somebody who
 * pushes and notifies: when all stand still, no task waits while everybody sleeps, and the counts
 * agree with who is parked.
 */
@Tag("lincheck")
public class IdleLincheckTest {
  private static final int WORKERS = 2;

  private final Numbered numbered = new Numbered();
  private final Injector injector = new Injector();
  private final Idle idle = new Idle(WORKERS);
  private final Sleeper[] workers = {new Sleeper(0), new Sleeper(1)};

  /** The part of a worker that has to do with sleep. Its own thread only. */
  private final class Sleeper {
    private final int index;
    private boolean parked;
    private boolean searching;

    Sleeper(int index) {
      this.index = index;
    }

    /** Until it sleeps. */
    void work() {
      while (isAwake()) {
        Task<?> task = injector.pop();
        if (task == null && !searching) {
          searching = idle.trySearch();
          task = searching ? injector.pop() : null;
        }
        if (task == null) {
          park();
        } else if (searching) {
          searching = false;
          if (idle.endSearch()) {
            notifyOne();
          }
        }
      }
    }

    private void park() {
      boolean last = idle.park(index, searching);
      searching = false;
      parked = true;
      if (last && !injector.isEmpty()) {
        notifyOne();
      }
    }

    private boolean isAwake() {
      if (parked && !idle.isParked(index)) {
        parked = false;
        searching = true;
      }
      return !parked;
    }

    /** The driver gave it something to do. */
    void wakeByItself() {
      if (parked) {
        parked = false;
        searching = !idle.unpark(index);
      }
    }
  }

  /** Both sleep. */
  public IdleLincheckTest() {
    workOfTheFirst();
    workOfTheSecond();
  }

  private void notifyOne() {
    idle.workerToNotify();
  }

  @Operation(nonParallelGroup = "first")
  public final void workOfTheFirst() {
    workers[0].work();
  }

  @Operation(nonParallelGroup = "first")
  public void driverWakesTheFirst() {
    workers[0].wakeByItself();
  }

  @Operation(nonParallelGroup = "second")
  public final void workOfTheSecond() {
    workers[1].work();
  }

  @Operation(nonParallelGroup = "outside")
  public void push() {
    injector.push(numbered.next());
    notifyOne();
  }

  /** Lincheck calls it after each run. */
  @Validate
  public void noTaskWaitsWhileAllSleep() {
    int asleep = 0;
    for (Sleeper worker : workers) {
      if (worker.parked && idle.isParked(worker.index)) {
        asleep++;
      }
    }
    if (!injector.isEmpty() && asleep == WORKERS) {
      throw new IllegalStateException("a task waits, and all workers sleep");
    }
    if (idle.allParked() != (asleep == WORKERS)) {
      throw new IllegalStateException("counted wrong: " + asleep + " of the workers sleep");
    }
    for (int turn = 0; turn < 4; turn++) { // one may wake the other when it ends its search
      workers[turn % WORKERS].work();
    }
    if (!injector.isEmpty() || !idle.allParked()) {
      throw new IllegalStateException("nobody is awake, and the counts say otherwise");
    }
    if (idle.workerToNotify() != 0 || idle.workerToNotify() != Idle.NOBODY) {
      throw new IllegalStateException(
          "one is to be woken, the first, and nobody while it searches");
    }
  }

  @Test
  void pushAgainstParking_modelChecked() {
    Models.explore(IdleLincheckTest.class, 3, 3);
  }

  @Test
  @EnabledIfSystemProperty(named = "pollux.proof", matches = "long")
  void pushAgainstParking_stressed() {
    Models.stress(IdleLincheckTest.class, 3, 3);
  }
}
