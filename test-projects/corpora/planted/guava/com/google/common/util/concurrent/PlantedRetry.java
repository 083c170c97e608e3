package com.google.common.util.concurrent;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;

/** Asks at full speed whether a service is up, and forgets the attempt that it replaces. */
final class PlantedRetry implements Future<String> {
  private final Service service;

  PlantedRetry(Service service) {
    this.service = service;
  }

  @Override
  public Poll<String> poll(Context cx) {
    if (service.state() == Service.State.RUNNING) {
      return Poll.ready(service.toString());
    }
    cx.waker().wake(); // planted: BusyWake
    return Poll.pending();
  }

  static Future<String> either(Service preferred, Service other) {
    Future<String> attempt = started(preferred); // planted: FutureNeverPolled
    attempt = started(other);
    return Futures.fuse(attempt);
  }

  private static Future<String> started(Service service) {
    return new PlantedRetry(service).map(name -> "started " + name);
  }
}
