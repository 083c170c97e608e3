package dev.pollux.maven.smoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.maven.smoke.SmokeCase.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each law, on a wrong future and on its mended twin, with fork and agent. */
class LawsEndToEndTest {
  @TempDir static Path reports;
  private static Map<String, SmokeCase> cases;

  @BeforeAll
  static void run_the_fixtures_once() throws Exception {
    cases = ForkedRun.byMethod(ForkedRun.of(reports, "fixture.Wrong"));
  }

  @ParameterizedTest
  @CsvSource({
    "countdownUnwoken, 2, Countdown.poll(Wrong.java:",
    "staleWaker, 2, Delay.poll(Wrong.java:",
    "wakerInACircle, 2, Circle.poll(Wrong.java:",
    "spawnedTaskLost, 2, Countdown.poll(Wrong.java:",
    "spins, 2, lambda$spins$",
    "childPolledAfterReady, 3, Parent.poll(Wrong.java:",
    "lambdaPolledAfterReady, 3, Parent.poll(Wrong.java:",
    "sleepsInPoll, 1, lambda$sleepsInPoll$",
    "readsInPoll, 1, Wrong.firstByte(Wrong.java:",
    "beginsInTheConstructor, 5, Eager.begin(Wrong.java:",
  })
  void a_law_is_broken_and_the_test_fails_with_the_law_and_the_place(
      String method, int law, String place) {
    SmokeCase test = cases.get(method);

    assertEquals(Outcome.FAILED, test.outcome(), test::toString);
    assertTrue(test.headline().startsWith("law " + law + ":"), test::toString);
    assertTrue(test.details().stream().anyMatch(line -> line.contains(place)), test::toString);
    assertTrue(
        test.details().stream().anyMatch(line -> line.strip().startsWith("help: ")),
        test::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "countdownWoken",
        "newestWaker",
        "spawnedTaskWoken",
        "childPolledOnce",
        "lambdaPolledOnce",
        "oneLambdaForEver",
        "sleepsAsAFuture",
        "readsAsBlockingWork",
        "beginsInTheFirstPoll",
      })
  void the_mended_twin_passes(String method) {
    assertEquals(Outcome.PASSED, cases.get(method).outcome(), cases.get(method)::toString);
  }

  @Test
  void a_lost_wake_up_is_proved_long_before_the_time_limit() {
    assertTrue(cases.get("countdownUnwoken").millis() < 10_000, cases::toString);
  }

  @Test
  void the_loss_of_a_spawned_task_names_its_spawn_site() {
    assertTrue(
        cases.get("spawnedTaskLost").details().stream()
            .anyMatch(line -> line.contains("spawned at") && line.contains("Spawner.poll")),
        cases.get("spawnedTaskLost")::toString);
  }
}
