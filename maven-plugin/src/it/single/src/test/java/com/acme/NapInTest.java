package com.acme;

import dev.pollux.time.Time;
import java.time.Duration;

final class NapInTest {

  private NapInTest() {}

  static void nap() {
    Time.sleep(Duration.ofMillis(1));
  }
}
