package dev.pollux.misuse;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Mpsc;
import dev.pollux.testing.SmokeTest;
import dev.pollux.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * Each law that is checked on running code, broken and mended. {@code // violates: law N} stands
 * above the tests that must fail; for each there is one with {@code _mended} at the end of its name
 * that must pass.
 */
final class LawsSmokeTest {
  private static final Duration SOON = Duration.ofMillis(20);

  /** Long enough to spin for, however slow the machine. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private LawsSmokeTest() {}

  // violates: law 1
  @SmokeTest
  static Future<?> a_nap_in_poll() {
    return new Nap();
  }

  @SmokeTest
  static Future<?> a_nap_in_poll_mended() {
    return Nap.mended();
  }

  // violates: law 1
  @SmokeTest
  static Future<?> a_file_read_in_poll() {
    return new SlowSettings(Path.of("pom.xml"));
  }

  @SmokeTest
  static Future<?> a_file_read_in_poll_mended() {
    return SlowSettings.mended(Path.of("pom.xml"));
  }

  // violates: law 2
  @SmokeTest
  static Future<?> a_countdown_that_nobody_wakes() {
    return new Countdown(3);
  }

  @SmokeTest
  static Future<?> a_countdown_that_nobody_wakes_mended() {
    return new Countdown.Mended(3);
  }

  // violates: law 2
  @SmokeTest
  static Future<?> pending_after_an_item_was_taken() {
    return withNumbers(EvenNumbers::new);
  }

  @SmokeTest
  static Future<?> pending_after_an_item_was_taken_mended() {
    return withNumbers(EvenNumbers.Mended::new);
  }

  // violates: law 2
  @SmokeTest
  static Future<?> the_first_waker_kept_for_ever() {
    return withLetterSoon(Mailbox::letter);
  }

  @SmokeTest
  static Future<?> the_first_waker_kept_for_ever_mended() {
    return withLetterSoon(Mailbox::mendedLetter);
  }

  // violates: law 2
  @SmokeTest
  static Future<?> a_waker_stored_too_late() {
    return new LateRegistration<String>(callback -> callback.accept("at hand"));
  }

  @SmokeTest
  static Future<?> a_waker_stored_too_late_mended() {
    return new LateRegistration.Mended<String>(callback -> callback.accept("at hand"));
  }

  // violates: law 2
  @SmokeTest
  static Future<?> waking_itself_without_news() {
    return withFlagRaisedSoon(ImpatientFlag::impatient);
  }

  @SmokeTest
  static Future<?> waking_itself_without_news_mended() {
    return withFlagRaisedSoon(ImpatientFlag::raised);
  }

  // violates: law 3
  @SmokeTest
  static Future<?> a_child_polled_after_it_was_ready() {
    return new GreedyPair(Future.ready("left"), Time.sleep(SOON).map(slept -> "right"));
  }

  @SmokeTest
  static Future<?> a_child_polled_after_it_was_ready_mended() {
    return GreedyPair.mended(Future.ready("left"), Time.sleep(SOON).map(slept -> "right"));
  }

  // violates: law 5
  @SmokeTest
  static Future<?> a_delay_that_runs_before_it_is_polled() {
    return new EagerDelay(SOON);
  }

  @SmokeTest
  static Future<?> a_delay_that_runs_before_it_is_polled_mended() {
    return new EagerDelay.Mended(SOON);
  }

  /** A channel that has an odd number at once and an even one soon. */
  private static Future<Integer> withNumbers(
      Function<Mpsc.Receiver<Integer>, Future<Integer>> reader) {
    return Futures.lazy(
        () -> {
          Mpsc.Channel<Integer> numbers = Mpsc.unbounded();
          numbers.sender().trySend(1);
          Tasks.spawn(Time.sleep(SOON).then(slept -> numbers.sender().send(2))).detach();
          return reader.apply(numbers.receiver());
        });
  }

  /** A letter that comes soon; whoever waits for it is polled twice before. */
  private static Future<String> withLetterSoon(Function<Mailbox, Future<String>> reader) {
    return Futures.lazy(
        () -> {
          Mailbox mailbox = new Mailbox();
          Tasks.spawn(Time.sleep(SOON).map(slept -> mailbox.put("a letter"))).detach();
          return new PolledTwice<>(reader.apply(mailbox));
        });
  }

  private static Future<Void> withFlagRaisedSoon(Function<ImpatientFlag, Future<Void>> waiter) {
    return Futures.lazy(
        () -> {
          ImpatientFlag flag = new ImpatientFlag();
          Tasks.spawn(Time.sleep(LATE).map(slept -> flag.raise())).detach();
          return waiter.apply(flag);
        });
  }
}
