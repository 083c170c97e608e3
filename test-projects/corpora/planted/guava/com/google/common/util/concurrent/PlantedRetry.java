package com.google.common.util.concurrent;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import java.util.function.Supplier;

/** Asks a rate limiter at full speed, and forgets the attempt that it replaces. */
final class PlantedRetry implements Future<Double> {
  private final RateLimiter limiter;

  PlantedRetry(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public Poll<Double> poll(Context cx) {
    if (limiter.tryAcquire()) {
      return Poll.ready(limiter.getRate());
    }
    cx.waker().wake(); // planted: BusyWake
    return Poll.pending();
  }

  static <T> Future<T> twice(Supplier<Future<T>> attempts) {
    Future<T> attempt = attempts.get(); // planted: FutureNeverPolled
    attempt = attempts.get();
    return Futures.fuse(attempt);
  }
}
