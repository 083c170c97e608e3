package dev.pollux.sync;

import dev.pollux.JcstressRun;
import org.junit.jupiter.api.Test;

/** Runs {@link OneshotJcstress}, {@link MpscJcstress} and {@link PermitsJcstress}. */
class SyncJcstressTest {

  @Test
  void shippedClasses_showNoForbiddenOutcome() throws Exception {
    JcstressRun.showsNoForbiddenOutcome("dev.pollux.sync", 18);
  }
}
