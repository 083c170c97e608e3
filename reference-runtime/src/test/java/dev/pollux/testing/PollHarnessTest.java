package dev.pollux.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.sync.Oneshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollHarnessTest {
  @Test
  void a_value_is_sent_and_the_receiver_is_woken_and_ready() throws Exception {
    Oneshot.Channel<String> channel = Oneshot.channel();
    PollHarness<String> task = PollHarness.of(channel.receiver());

    assertTrue(task.poll().isPending());
    assertFalse(task.isWoken());
    assertTrue(channel.sender().send("hello"));
    assertTrue(task.isWoken());
    assertEquals("hello", task.poll().get());
    assertEquals(2, task.polls());
  }

  @Test
  void an_older_waker_is_called_and_counted_apart() throws Exception {
    List<Waker> wakers = new ArrayList<>();
    PollHarness<String> task =
        PollHarness.of(
            Futures.pollFn(
                cx -> {
                  wakers.add(cx.waker());
                  return Poll.pending();
                }));
    task.poll();
    task.poll();

    wakers.get(0).wake();

    assertFalse(task.isWoken());
    assertEquals(1, task.staleWakes());
  }

  @Test
  void null_is_returned_and_refused_with_the_cure() {
    Future<String> broken = cx -> null;

    assertTrue(
        assertThrows(NullPointerException.class, () -> PollHarness.of(broken).poll())
            .getMessage()
            .contains("return Poll.pending()"));
  }
}
