package dev.pollux.runtime;

import dev.pollux.JcstressRun;
import org.junit.jupiter.api.Test;

/**
 * Runs {@link TaskJcstress} and {@link QueuesJcstress} shortly; {@code mvn -Pjcstress} runs them at
 * length.
 */
class JcstressTest {

  @Test
  void shippedClasses_showNoForbiddenOutcome() throws Exception {
    JcstressRun.showsNoForbiddenOutcome("dev.pollux.runtime", 9);
  }
}
