package dev.pollux.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One poll more shows some mistakes and hides others; a smoke test runs with it and without. */
class SpuriousPollTest {
  private final ContractChecker checker = ContractChecker.create();

  @Test
  void a_poll_more_rescues_who_took_the_event_and_returned_pending() throws Exception {
    assertTrue(checker.check(TakesThenWaits::new).passed());
  }

  @Test
  void without_it_the_wake_up_is_proved_lost() throws Exception {
    assertEquals(
        List.of(Law.WAKE_UP_ARRANGED),
        checker.withoutSpuriousPolls().check(TakesThenWaits::new).violations().stream()
            .map(Violation::law)
            .toList());
  }

  /** Its event has come with the first poll already, but it waits to be polled again. */
  private static final class TakesThenWaits implements Future<String> {
    private boolean taken;

    @Override
    public Poll<String> poll(Context cx) {
      if (taken) {
        return Poll.ready("taken");
      }
      taken = true;
      return Poll.pending();
    }
  }
}
