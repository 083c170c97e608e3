package dev.pollux.runtime.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every edge of the diagram above the word. */
class ReadinessTest {

  private static final int READ = Direction.READ.bit;
  private static final int WRITE = Direction.WRITE.bit;

  private final Readiness word = new Readiness() {};

  private boolean readable() {
    return Readiness.isReady(word.readiness(), Direction.READ);
  }

  private boolean writable() {
    return Readiness.isReady(word.readiness(), Direction.WRITE);
  }

  private boolean isIdle() {
    return Readiness.isIdle(word.readiness(), Direction.READ);
  }

  /** Nothing is ready, and both directions are armed. */
  private void block() {
    word.clear(word.readiness(), Direction.READ);
    word.clear(word.readiness(), Direction.WRITE);
    word.setArmed(Direction.READ);
    word.setArmed(Direction.WRITE);
  }

  private void glances(int count) {
    for (int i = 0; i < count; i++) {
      word.event(READ, Readiness.GLANCE);
    }
  }

  private void useEvent() {
    word.event(READ, Readiness.WAIT);
    word.clear(word.readiness(), Direction.READ);
  }

  @Test
  void newChannel_isReadyBothWaysAndUnarmed() {
    assertTrue(readable() && writable());
    assertFalse(Readiness.isArmed(word.readiness(), Direction.READ));
    assertFalse(Readiness.isArmed(word.readiness(), Direction.WRITE));
  }

  @Test
  void clear_concernsItsDirectionAlone() {
    word.clear(word.readiness(), Direction.READ);

    assertFalse(readable());
    assertTrue(writable());
  }

  @Test
  void event_makesItsDirectionReadyAndTellsWhatWasBefore() {
    block();

    int before = word.event(WRITE, Readiness.WAIT);

    assertFalse(Readiness.isReady(before, Direction.WRITE));
    assertTrue(writable());
    assertFalse(readable());
  }

  @Test
  void clearThatSawAnOlderTick_leavesTheNewerEvent() {
    block();
    int stale = word.readiness();
    word.event(READ, Readiness.WAIT);

    word.clear(stale, Direction.READ);

    assertTrue(readable());
  }

  @Test
  void clearThatSawAnOlderTick_leavesAnEventOfTheSameBitToo() {
    block();
    word.event(READ, Readiness.WAIT);
    int stale = word.readiness();
    word.event(READ, Readiness.WAIT);

    word.clear(stale, Direction.READ);

    assertTrue(readable());
  }

  @Test
  void clearOfTheOtherDirection_doesNotMakeAReaderStale() {
    block();
    word.event(READ | WRITE, Readiness.WAIT);
    int seen = word.readiness();

    word.clear(seen, Direction.WRITE);
    word.clear(seen, Direction.READ);

    assertFalse(readable() || writable());
  }

  @Test
  void tick_wrapsWithoutTouchingTheRest() {
    block();
    int start = word.readiness();

    IntStream.range(0, 1 << 21).forEach(i -> word.event(0, Readiness.GLANCE));

    assertEquals(start, word.readiness());
  }

  @Test
  void eventsThatAreUsed_areNeverIdle() {
    block();
    IntStream.range(0, 100).forEach(i -> useEvent());
    word.event(READ, Readiness.WAIT);

    assertFalse(isIdle());
  }

  @Test
  void secondUnusedEventThatEndedAWait_isIdle() {
    block();
    word.event(READ, Readiness.WAIT);
    word.event(READ, Readiness.WAIT);
    boolean first = isIdle();

    word.event(READ, Readiness.WAIT);

    assertFalse(first);
    assertTrue(isIdle());
  }

  @Test
  void unusedEventsThatWereFoundInPassing_areBorneSevenTimes() {
    block();
    glances(1 + 6);
    boolean six = isIdle();

    glances(1);

    assertFalse(six);
    assertTrue(isIdle());
  }

  @Test
  void idleReads_sayNothingOfWrites() {
    block();
    glances(100);

    assertFalse(Readiness.isIdle(word.readiness(), Direction.WRITE));
    assertFalse(writable());
  }

  @Test
  void idleDirection_isUnarmedOnceAndArmedAgain() {
    block();
    glances(8);

    boolean once = word.setUnarmedIfIdle(Direction.READ);
    boolean twice = word.setUnarmedIfIdle(Direction.READ);
    boolean armed = Readiness.isArmed(word.readiness(), Direction.READ);
    word.setArmed(Direction.READ);

    assertTrue(once);
    assertFalse(twice || armed);
    assertTrue(Readiness.isArmed(word.readiness(), Direction.READ));
    assertTrue(readable());
  }

  @Test
  void idleDirectionThatIsUsedJustNow_staysArmed() {
    block();
    glances(8);
    word.clear(word.readiness(), Direction.READ);

    assertFalse(word.setUnarmedIfIdle(Direction.READ));
    assertTrue(Readiness.isArmed(word.readiness(), Direction.READ));
  }

  @Test
  void closedChannel_isReadyForAnythingForGood() {
    block();
    word.setClosed();
    word.clear(word.readiness(), Direction.READ);
    word.clear(word.readiness(), Direction.WRITE);

    assertTrue(readable() && writable());
  }

  @Test
  void connectingChannel_isNotReadyForWritesUntilItIsConnected() {
    word.setReady(Direction.WRITE, false);
    boolean connecting = writable();
    word.setReady(Direction.WRITE, true);

    assertFalse(connecting);
    assertTrue(writable() && readable());
  }
}
