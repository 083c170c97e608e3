package dev.pollux.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.Tasks;
import dev.pollux.time.Time;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Laws 2 (spinning), 3 and 5. */
class OnePollerTest {
  private static final ContractChecker CHECKER =
      ContractChecker.create().timeLimit(Duration.ofSeconds(20));

  private static Violation only(ContractReport report) {
    assertEquals(1, report.violations().size(), report::toString);
    return report.violations().get(0);
  }

  private static void assertFine(ContractReport report) {
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }

  // ---- law 3

  private static final class PollsAgain implements Future<String> {
    private final Future<String> child = Future.ready("once");

    @Override
    public Poll<String> poll(Context cx) throws Exception {
      return child.poll(cx).isReady() ? child.poll(cx) : Poll.pending();
    }
  }

  @Test
  void a_child_of_ours_is_polled_after_ready_and_reported() throws Exception {
    Violation violation = only(CHECKER.check(PollsAgain::new));

    assertEquals(Law.ONE_POLLER, violation.law());
    assertTrue(
        violation.where().get(0).contains("PollsAgain.poll(OnePollerTest.java:"),
        violation::toString);
  }

  private static final class PollsOnce implements Future<String> {
    private final Future<String> child = Future.ready("once");

    @Override
    public Poll<String> poll(Context cx) throws Exception {
      return child.poll(cx);
    }
  }

  @Test
  void a_child_is_polled_to_its_end_and_passes() throws Exception {
    assertFine(CHECKER.check(PollsOnce::new));
  }

  // ---- law 2: spinning

  private static final class Spins implements Future<String> {
    @Override
    public Poll<String> poll(Context cx) {
      cx.waker().wake();
      return Poll.pending();
    }
  }

  private static final class SpinsAndCounts implements Future<String> {
    @SuppressWarnings("unused") // it changes, and that is all it does
    private int polls;

    @Override
    public Poll<String> poll(Context cx) {
      polls++;
      cx.waker().wake();
      return Poll.pending();
    }
  }

  private static final class CountsToFiveThousand implements Future<Integer> {
    private int count;

    @Override
    public Poll<Integer> poll(Context cx) {
      if (++count == 5_000) {
        return Poll.ready(count);
      }
      cx.waker().wake();
      return Poll.pending();
    }
  }

  private static final class Yields implements Future<Integer> {
    private final AtomicInteger left = new AtomicInteger(3_000);
    private Future<Void> turn = Tasks.yieldNow();

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      while (turn.poll(cx).isReady()) {
        if (left.decrementAndGet() == 0) {
          return Poll.ready(0);
        }
        turn = Tasks.yieldNow();
      }
      return Poll.pending();
    }
  }

  @Test
  void it_wakes_itself_for_ever_and_is_reported() throws Exception {
    Violation violation = only(CHECKER.check(Spins::new));

    assertEquals(Law.WAKE_UP_ARRANGED, violation.law());
    assertTrue(violation.what().startsWith("it wakes itself"), violation::toString);
  }

  @Test
  void it_wakes_itself_and_counts_and_is_reported_a_little_later() throws Exception {
    assertTrue(only(CHECKER.check(SpinsAndCounts::new)).what().startsWith("it wakes itself"));
  }

  @Test
  void it_wakes_itself_while_it_goes_forward_and_passes() throws Exception {
    assertFine(CHECKER.check(CountsToFiveThousand::new));
  }

  @Test
  void it_yields_thousands_of_times_and_passes() throws Exception {
    assertFine(CHECKER.check(Yields::new));
  }

  // ---- law 5

  private static final class StartsInConstructor implements Future<String> {
    StartsInConstructor() {
      Thread thread = new Thread(() -> {}, "eager");
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public Poll<String> poll(Context cx) {
      return Poll.ready("eager");
    }
  }

  private static final class StartsInPoll implements Future<String> {
    @Override
    public Poll<String> poll(Context cx) {
      Thread thread = new Thread(() -> {}, "lazy");
      thread.setDaemon(true);
      thread.start();
      return Poll.ready("lazy");
    }
  }

  @Test
  void a_thread_is_started_in_the_constructor_and_reported() throws Exception {
    Violation violation = only(CHECKER.check(StartsInConstructor::new));

    assertEquals(Law.INERT_UNTIL_POLLED, violation.law());
    assertTrue(
        violation.where().get(0).contains("StartsInConstructor.<init>(OnePollerTest.java:"),
        violation::toString);
  }

  @Test
  void a_thread_is_started_in_the_first_poll_and_passes() throws Exception {
    assertFine(CHECKER.check(StartsInPoll::new));
  }

  @Test
  void the_test_itself_starts_a_helper_thread_and_passes() throws Exception {
    assertFine(
        CHECKER.check(
            () -> {
              ExecutorService executor = Executors.newSingleThreadExecutor();
              executor.execute(() -> {});
              executor.shutdown();
              return Time.sleep(Duration.ofMillis(1));
            }));
  }

  // ---- what is no law, and the time limit

  @Test
  void it_throws_and_the_report_says_what() throws Exception {
    ContractReport report = CHECKER.check(() -> Future.failed(new IllegalStateException("oh")));

    assertEquals("oh", report.failure().getMessage());
  }

  @Test
  void the_factory_returns_null_and_the_report_says_so() throws Exception {
    ContractReport report = CHECKER.check(() -> null);

    assertTrue(report.failure().getMessage().contains("returned null"), report::toString);
  }

  @Test
  void it_is_silent_and_reachable_and_falls_to_the_time_limit() throws Exception {
    ContractReport report =
        CHECKER.timeLimit(Duration.ofMillis(300)).check(() -> Time.sleep(Duration.ofDays(1)));

    assertTrue(report.violations().isEmpty(), report::toString);
    assertTrue(report.pending().get(0).contains("its waker is still reachable"), report::toString);
  }
}
