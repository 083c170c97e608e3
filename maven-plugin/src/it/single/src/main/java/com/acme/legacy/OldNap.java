package com.acme.legacy;

import dev.pollux.time.Time;
import java.time.Duration;

final class OldNap {

  private OldNap() {}

  static void nap() {
    Time.sleep(Duration.ofMillis(1));
  }
}
