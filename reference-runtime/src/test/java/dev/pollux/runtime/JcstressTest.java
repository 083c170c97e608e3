package dev.pollux.runtime;

import dev.pollux.JcstressRun;
import org.junit.jupiter.api.Test;

/**
 * Runs {@link TaskJcstress}, {@link QueuesJcstress}, {@link CloseJcstress} and {@link
 * WatchdogJcstress} shortly; {@code mvn -Pjcstress} runs them at length.
 */
class JcstressTest {

  @Test
  void shippedClasses_showNoForbiddenOutcome() throws Exception {
    JcstressRun.showsNoForbiddenOutcome("dev.pollux.runtime", 21);
  }
}
