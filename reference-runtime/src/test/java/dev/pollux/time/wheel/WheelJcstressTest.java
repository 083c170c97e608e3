package dev.pollux.time.wheel;

import dev.pollux.JcstressRun;
import org.junit.jupiter.api.Test;

class WheelJcstressTest {

  @Test
  void shippedWheel_showsNoForbiddenOutcome() throws Exception {
    JcstressRun.showsNoForbiddenOutcome("dev.pollux.time.wheel", 8);
  }
}
