package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollContextTest {

  private final PollContext cx = new PollContext(new Services("a service"));
  private final List<String> woken = new ArrayList<>();
  private final Waker castor = () -> woken.add("castor");
  private final Waker pollux = () -> woken.add("pollux");

  private void spend(Context context, int units) {
    IntStream.range(0, units).forEach(unit -> context.spend());
  }

  @Test
  void budget_lastsFor128Units() {
    cx.begin(castor);

    spend(cx, 127);
    boolean one = cx.proceed();
    spend(cx, 1);
    boolean none = cx.proceed();

    assertTrue(one);
    assertFalse(none);
  }

  @Test
  void refusal_wakesTheTaskAfterTheDriversTurnAndOnce() {
    cx.begin(castor);
    spend(cx, 128);

    boolean first = cx.proceed();
    boolean second = cx.proceed();
    List<String> before = List.copyOf(woken);
    cx.wakeDeferred();

    assertFalse(first || second);
    assertEquals(List.of(), before);
    assertEquals(List.of("castor"), woken);
    assertFalse(cx.hasDeferred());
  }

  @Test
  void chainedTask_livesOnWhatTheFirstLeft() {
    cx.begin(castor);
    spend(cx, 128);

    cx.chain(pollux);
    boolean chained = cx.proceed();
    cx.begin(pollux);
    boolean begun = cx.proceed();

    assertFalse(chained);
    assertTrue(begun);
  }

  @Test
  void child_sharesTheBudgetAndIsWokenItself() {
    cx.begin(castor);
    Context child = cx.withWaker(pollux);
    spend(child, 128);

    boolean goesOn = child.proceed();
    cx.wakeDeferred();

    assertFalse(goesOn);
    assertSame(pollux, child.waker());
    assertEquals(List.of("pollux"), woken);
  }

  @Test
  void childWithTheSameWaker_isTheContextItself() {
    cx.begin(castor);

    assertSame(cx, cx.withWaker(castor));
  }

  @Test
  void deferred_areWokenLastFirst() {
    cx.defer(castor);
    cx.defer(pollux);

    cx.wakeDeferred();

    assertEquals(List.of("pollux", "castor"), woken);
  }

  @Test
  void deferredThatWereTakenAway_areWokenByWhoTookThemAlsoTheOneThatCameLate() {
    List<String> log = new ArrayList<>();
    Waker one = () -> log.add("one");
    Waker late = () -> log.add("late");
    cx.defer(one);
    Waker[] taken = cx.takeDeferred();

    boolean stillThere = cx.hasDeferred();
    PollContext.wakeTaken(taken);
    taken[1] = late; // as by a thread that had read the list before
    PollContext.wakeTaken(taken);
    PollContext.wakeTaken(taken);
    cx.wakeDeferred();

    assertFalse(stillThere);
    assertEquals(List.of("one", "late"), log);
  }

  @Test
  void deferredAfterTheListWasTakenAway_areInAnother() {
    List<String> log = new ArrayList<>();
    cx.defer(() -> log.add("one"));
    Waker[] taken = cx.takeDeferred();

    cx.defer(() -> log.add("two"));
    cx.wakeDeferred();
    PollContext.wakeTaken(taken);

    assertEquals(List.of("two", "one"), log);
  }

  @Test
  void moreDeferredThanAListHolds_areAllWoken() {
    List<Integer> log = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> cx.defer(() -> log.add(i)));

    cx.wakeDeferred();
    IntStream.range(100, 120).forEach(i -> cx.defer(() -> log.add(i)));
    cx.wakeDeferred();

    assertEquals(120, log.size());
    assertEquals(99, log.get(0));
    assertEquals(100, log.get(119));
    assertFalse(cx.hasDeferred());
  }

  @Test
  void brokenWaker_keepsNobodyFromBeingWoken() {
    cx.defer(castor);
    cx.defer(
        () -> {
          throw new IllegalStateException("wake on purpose");
        });

    cx.wakeDeferred();

    assertEquals(List.of("castor"), woken);
  }

  @Test
  void service_isFoundByItsTypeOrNamedWhenThereIsNone() {
    assertEquals("a service", cx.service(CharSequence.class));
    assertSame(cx, cx.service(Deferral.class));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> cx.service(Runnable.class))
            .getMessage()
            .contains("java.lang.Runnable"));
  }
}
