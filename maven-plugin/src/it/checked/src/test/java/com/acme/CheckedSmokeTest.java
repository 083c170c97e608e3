package com.acme;

import dev.pollux.Future;
import dev.pollux.testing.SmokeTest;

final class CheckedSmokeTest {

  private CheckedSmokeTest() {}

  @SmokeTest
  static Future<?> ready() {
    return Future.ready("at once");
  }

  @SmokeTest
  static Future<?> broken() {
    return Future.failed(new IllegalStateException("broken on purpose"));
  }
}
