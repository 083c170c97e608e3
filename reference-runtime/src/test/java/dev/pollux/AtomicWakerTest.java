package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every edge of the diagram in {@link AtomicWaker}. */
class AtomicWakerTest {
  private final AtomicInteger firstWakes = new AtomicInteger();
  private final AtomicInteger secondWakes = new AtomicInteger();
  private final Waker first = firstWakes::incrementAndGet;
  private final Waker second = secondWakes::incrementAndGet;
  private final AtomicWaker slot = new AtomicWaker();

  @Test
  void wakeOfAnEmptySlot_doesNothing() {
    slot.wake();

    assertEquals("AtomicWaker[empty]", slot.toString());
  }

  @Test
  void wakeAfterRegister_wakesOnce() {
    slot.register(first);

    slot.wake();
    slot.wake();

    assertEquals(1, firstWakes.get());
  }

  @Test
  void laterRegister_replacesTheEarlier() {
    slot.register(first);
    slot.register(second);

    slot.wake();

    assertEquals(0, firstWakes.get());
    assertEquals(1, secondWakes.get());
  }

  @Test
  void take_emptiesWithoutWaking() {
    slot.register(first);

    assertSame(first, slot.take());
    assertNull(slot.take());
    slot.wake();

    assertEquals(0, firstWakes.get());
  }

  @Test
  void registerWithinWake_isKeptForTheNextWake() {
    slot.register(() -> slot.register(second));

    slot.wake();
    assertEquals(0, secondWakes.get());

    slot.wake();
    assertEquals(1, secondWakes.get());
  }

  @Test
  void nullWaker_isRefusedByName() {
    assertEquals(
        "waker", assertThrows(NullPointerException.class, () -> slot.register(null)).getMessage());
  }
}
