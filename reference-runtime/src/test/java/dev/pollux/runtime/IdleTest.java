package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdleTest {

  private final Idle idle = new Idle(4);

  @Test
  void whileAllRun_nobodyIsNotified() {
    assertEquals(Idle.NOBODY, idle.workerToNotify());
  }

  @Test
  void parkedWorker_isNotifiedOnceAndCountsAsSearching() {
    boolean last = idle.park(2, false);

    assertFalse(last);
    assertEquals(2, idle.workerToNotify());
    assertFalse(idle.isParked(2));
    assertEquals(Idle.NOBODY, idle.workerToNotify());
    assertTrue(idle.endSearch());
  }

  @Test
  void lowestParkedWorker_isNotifiedFirst() {
    boolean last = idle.park(3, false) | idle.park(1, false);
    int first = idle.workerToNotify();
    boolean searched = idle.endSearch();
    int second = idle.workerToNotify();

    assertFalse(last);
    assertTrue(searched);
    assertEquals(1, first);
    assertEquals(3, second);
  }

  @Test
  void whileOneSearches_nobodyIsNotified() {
    boolean last = idle.park(0, false);
    boolean searching = idle.trySearch();

    assertFalse(last);
    assertTrue(searching);
    assertEquals(Idle.NOBODY, idle.workerToNotify());
  }

  @Test
  void halfOfTheWorkers_searchAtMost() {
    assertTrue(idle.trySearch());
    assertTrue(idle.trySearch());
    assertFalse(idle.trySearch());
  }

  @Test
  void lastSearcherThatParks_looksAgain() {
    boolean one = idle.trySearch();
    boolean other = idle.trySearch();

    assertTrue(one && other);
    assertFalse(idle.park(0, true));
    assertTrue(idle.park(1, true));
  }

  @Test
  void workerThatWakesByItself_isSearchingOnlyIfANotifierWasFirst() {
    boolean last = idle.park(0, false) | idle.park(1, false);
    int notified = idle.workerToNotify();

    assertFalse(last);
    assertEquals(0, notified);
    assertFalse(idle.unpark(0));
    assertTrue(idle.unpark(1));
    assertFalse(idle.unpark(1));
  }

  @Test
  void moreThan64Workers_areAllFound() {
    Idle many = new Idle(130);
    boolean last = many.park(129, false);

    assertFalse(last);
    assertEquals(129, many.workerToNotify());
  }

  @Test
  void allParked_isSaidWhenTheLastParks() {
    Idle pair = new Idle(2);
    boolean last = pair.park(0, false);
    boolean early = pair.allParked();
    last |= pair.park(1, false);

    assertFalse(last || early);
    assertTrue(pair.allParked());
  }

  @Test
  void searcherThatIsNotTheLast_endsItsSearchAlone() {
    boolean one = idle.trySearch();
    boolean other = idle.trySearch();

    assertTrue(one && other);
    assertFalse(idle.endSearch());
    assertTrue(idle.endSearch());
  }

  @Test
  void notifiedWorker_countsAsOneMoreThatRuns() {
    Idle pair = new Idle(2);
    boolean last = pair.park(0, false) | pair.park(1, false);
    int notified = pair.workerToNotify();

    assertFalse(last);
    assertEquals(0, notified);
    assertFalse(pair.allParked());
    assertTrue(pair.endSearch());
    assertEquals(1, pair.workerToNotify());
    assertTrue(pair.endSearch());
    assertEquals(Idle.NOBODY, pair.workerToNotify());
  }

  @Test
  void parkedWorkers_areToldApart() {
    boolean last = idle.park(2, false);

    assertFalse(last);
    assertTrue(idle.isParked(2));
    assertFalse(idle.isParked(0));
    assertFalse(idle.isParked(1));
  }
}
