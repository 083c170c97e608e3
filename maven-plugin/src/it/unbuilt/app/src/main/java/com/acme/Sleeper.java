package com.acme;

import com.acme.vanished.Clock;

/** Forgets a future. That it is one only those know who have read two other modules. */
final class Sleeper {

  private final Clock clock = Clock.system();
  private final Jobs jobs;

  Sleeper(Jobs jobs) {
    this.jobs = jobs;
  }

  Clock fallAsleep() {
    jobs.nap();
    return clock;
  }
}
