package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PollTest {
  @Test
  void ready_givesItsValue() {
    Poll<String> poll = Poll.ready("value");

    assertTrue(poll.isReady());
    assertFalse(poll.isPending());
    assertEquals("value", poll.get());
    assertEquals(new Poll.Ready<>("value"), poll);
  }

  @Test
  void readyWithoutValue_givesNull() {
    assertTrue(Poll.ready().isReady());
    assertNull(Poll.ready().get());
    assertEquals(new Poll.Ready<Void>(null), Poll.ready());
  }

  @Test
  void pending_isOneInstance() {
    Poll<String> poll = Poll.pending();

    assertSame(Poll.<Integer>pending(), (Poll<?>) poll);
    assertTrue(poll.isPending());
    assertFalse(poll.isReady());
    assertEquals("Pending", poll.toString());
  }

  @Test
  void getOfPending_saysWhatToDo() {
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> Poll.pending().get());

    assertEquals(
        "get() on a poll that is pending, so there is no value yet: test isReady() first, and"
            + " return Poll.pending() if it is not",
        thrown.getMessage());
  }
}
