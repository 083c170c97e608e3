package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContextTest {
  private final AtomicInteger parentWakes = new AtomicInteger();
  private final AtomicInteger childWakes = new AtomicInteger();
  private final Waker child = childWakes::incrementAndGet;

  /** A parent with a budget of two, which wakes its own task when it refuses. */
  private final Context parent =
      new Context() {
        private int budget = 2;

        @Override
        public Waker waker() {
          return parentWakes::incrementAndGet;
        }

        @Override
        public boolean proceed() {
          if (budget == 0) {
            parentWakes.incrementAndGet();
          }
          return budget > 0;
        }

        @Override
        public void spend() {
          budget--;
        }

        @Override
        public <S> S service(Class<S> type) {
          return type.cast("the service");
        }
      };

  @Test
  void contextOfAWaker_hasThatWakerAndNoLimits() {
    Context cx = Context.of(child);
    cx.spend();

    assertSame(child, cx.waker());
    assertTrue(cx.proceed());
  }

  @Test
  void serviceWithoutARuntime_saysWhatToDo() {
    Context cx = Context.of(Waker.noop());

    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> cx.service(Runnable.class).run());

    assertEquals(
        "no Runnable here, because no runtime polls this future: hand it to AsyncRuntime.blockOn or"
            + " spawn, or poll it with a Context whose service() gives one",
        thrown.getMessage());
  }

  @Test
  void withWaker_keepsServicesAndBudget() {
    Context cx = parent.withWaker(Waker.noop()).withWaker(child);

    assertSame(child, cx.waker());
    assertEquals("the service", cx.service(String.class));
    assertTrue(cx.proceed());
    cx.spend();
    parent.spend();
    assertFalse(cx.proceed());
  }

  @Test
  void childRefusedByTheBudget_isWokenItself() {
    Context cx = parent.withWaker(child);
    cx.spend();
    cx.spend();

    assertFalse(cx.proceed());

    assertEquals(1, childWakes.get());
    assertEquals(1, parentWakes.get());
  }

  @Test
  void noopWaker_wakesNobodyAndKnowsItself() {
    Waker.noop().wake();

    assertTrue(Waker.noop().willWake(Waker.noop()));
    assertFalse(Waker.noop().willWake(child));
  }

  @Test
  void nullWaker_isRefusedByName() {
    assertEquals(
        "waker", assertThrows(NullPointerException.class, () -> Context.of(null)).getMessage());
    assertEquals(
        "waker",
        assertThrows(NullPointerException.class, () -> parent.withWaker(null)).getMessage());
  }

  @Test
  void deferWithoutARuntime_wakesAtOnce() {
    Context.of(Waker.noop()).defer(child);

    assertEquals(1, childWakes.get());
  }

  @Test
  void deferByAChild_isLeftToTheRuntime() {
    AtomicInteger left = new AtomicInteger();
    Context runtime =
        new Context() {
          @Override
          public Waker waker() {
            return Waker.noop();
          }

          @Override
          public void defer(Waker waker) {
            left.incrementAndGet();
          }
        };

    runtime.withWaker(Waker.noop()).defer(child);

    assertEquals(1, left.get());
    assertEquals(0, childWakes.get());
  }
}
