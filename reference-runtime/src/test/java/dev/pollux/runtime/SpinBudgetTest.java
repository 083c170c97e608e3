package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpinBudgetTest {

  private final SpinBudget budget = new SpinBudget();

  private void parked(int times, long nanos) {
    IntStream.range(0, times).forEach(i -> budget.parked(nanos));
  }

  @Test
  void newWorker_parksAtOnce() {
    assertEquals(0, budget.looks());
  }

  @Test
  void shortParks_makeItLookLongerUpToTheMost() {
    parked(20, SpinBudget.SHORT_PARK - 1);

    assertEquals(SpinBudget.MOST, budget.looks());
  }

  @Test
  void longParks_makeItParkAtOnceAgain() {
    parked(20, SpinBudget.SHORT_PARK - 1);
    parked(7, SpinBudget.SHORT_PARK);

    assertEquals(0, budget.looks());
  }
}
