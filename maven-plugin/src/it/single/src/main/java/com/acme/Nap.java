package com.acme;

import dev.pollux.time.Time;
import java.time.Duration;

final class Nap {

  private Nap() {}

  static void nap() {
    Time.sleep(Duration.ofMillis(1));
  }
}
