package dev.pollux.runtime.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pollux.Waker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every edge of the diagram above the slot. */
class WaitersTest {

  private final List<String> woken = new ArrayList<>();
  private final Waiters waiters = new Waiters();
  private final Place castor = new Place();
  private final Place pollux = new Place();

  private Waker named(String name) {
    return () -> woken.add(name);
  }

  private List<String> takeAll() {
    Wakers taken = new Wakers(1);
    woken.clear();
    waiters.takeAll(taken);
    assertEquals(List.of(), woken, "nobody is woken before wakeAll");
    taken.wakeAll();
    return List.copyOf(woken);
  }

  @Test
  void nobodyWaits_nobodyIsTaken() {
    assertEquals(List.of(), takeAll());
  }

  @Test
  void onlyWaiter_isTakenOnce() {
    waiters.put(castor, named("castor"));

    assertEquals(List.of("castor"), takeAll());
    assertEquals(List.of(), takeAll());
  }

  @Test
  void waiterThatLeft_isNotTaken() {
    waiters.put(castor, named("castor"));
    waiters.remove(castor);
    waiters.remove(castor);

    assertEquals(List.of(), takeAll());
  }

  @Test
  void strangerThatLeaves_takesNobodyWithIt() {
    waiters.put(castor, named("castor"));
    waiters.remove(pollux);

    assertEquals(List.of("castor"), takeAll());
  }

  @Test
  void waiterThatIsInAlready_getsItsNewWaker() {
    waiters.put(castor, named("old"));
    waiters.put(castor, named("new"));

    assertEquals(List.of("new"), takeAll());
  }

  @Test
  void waiterThatWasTaken_mayComeAgain() {
    waiters.put(castor, named("first"));
    takeAll();
    waiters.put(castor, named("second"));

    assertEquals(List.of("second"), takeAll());
  }

  @Test
  void severalWaiters_areTakenInTheOrderInWhichTheyCame() {
    waiters.put(castor, named("castor"));
    waiters.put(pollux, named("pollux"));
    waiters.put(new Place(), named("helen"));

    assertEquals(List.of("castor", "pollux", "helen"), takeAll());
    assertEquals(List.of(), takeAll());
  }

  @Test
  void oneOfSeveral_mayLeave() {
    waiters.put(castor, named("castor"));
    waiters.put(pollux, named("pollux"));
    waiters.remove(castor);

    assertEquals(List.of("pollux"), takeAll());
  }

  @Test
  void oneOfSeveral_mayGetANewWaker() {
    waiters.put(castor, named("old"));
    waiters.put(pollux, named("pollux"));
    waiters.put(castor, named("new"));

    assertEquals(List.of("new", "pollux"), takeAll());
  }

  private static final class Place extends Waiter {}
}
