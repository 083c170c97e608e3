package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InjectionIntervalTest {

  private final InjectionInterval interval = new InjectionInterval();

  private void measured(int times, long nanosATurn) {
    IntStream.range(0, times)
        .forEach(i -> interval.measured(interval.get(), interval.get() * nanosATurn));
  }

  @Test
  void first_isTokios() {
    assertEquals(61, interval.get());
  }

  @Test
  void shortPolls_lengthenItUpToTheMost() {
    measured(20, 100);

    assertEquals(InjectionInterval.MOST, interval.get());
  }

  @Test
  void longPolls_shortenItDownToTheLeast() {
    measured(20, 5_000_000);

    assertEquals(InjectionInterval.LEAST, interval.get());
  }

  @Test
  void pollsOfTenMicroseconds_makeItTwentyTurns() {
    measured(50, 10_000);

    assertTrue(Math.abs(interval.get() - 20) <= 2, "interval " + interval.get());
  }

  @Test
  void smallChange_isNoise() {
    interval.measured(1, 3_300);

    assertEquals(61, interval.get());
  }
}
