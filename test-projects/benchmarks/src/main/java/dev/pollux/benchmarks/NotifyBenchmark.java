package dev.pollux.benchmarks;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.sync.Notify;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Tokio's sync_notify: tasks that wait to be told, and a thread outside that tells them. */
public class NotifyBenchmark extends TwoWorkers {
  static final int WAKES = 500;

  /** How many wait. */
  @Param({"10", "100", "500"})
  public int waiters = 10;

  private final AtomicInteger woken = new AtomicInteger();
  private final Notify notify = Notify.create();
  private AsyncRuntime runtime;

  private static final class Wait implements Future<Void> {
    private final Notify notify;
    private final AtomicInteger woken;
    private @Nullable Future<Void> notified;

    Wait(Notify notify, AtomicInteger woken) {
      this.notify = notify;
      this.woken = woken;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (notified == null) {
          notified = notify.notified();
        }
        if (notified.poll(cx).isPending()) {
          return Poll.pending();
        }
        notified = null;
        woken.incrementAndGet();
      }
    }

    @Override
    public void cancel() {
      if (notified != null) {
        notified.cancel();
      }
    }
  }

  /** Starts the runtime and those who wait. */
  @Setup
  public void start() {
    runtime = AsyncRuntime.builder().workers(WORKERS).build();
    for (int i = 0; i < waiters; i++) {
      runtime.spawn(new Wait(notify, woken)).detach();
    }
  }

  /** Stops it, and cancels them. */
  @TearDown
  public void stop() {
    runtime.close();
  }

  /** Nanoseconds a wake, one at a time. */
  @Benchmark
  @OperationsPerInvocation(WAKES)
  public void notifyOne() {
    woken.set(0);
    while (woken.get() < WAKES) {
      notify.notifyOne();
      Thread.yield();
    }
  }

  /** Nanoseconds a wake, of all who wait at a time. */
  @Benchmark
  @OperationsPerInvocation(WAKES)
  public void notifyAllWaiters() {
    woken.set(0);
    while (woken.get() < WAKES) {
      notify.notifyAllWaiters();
      Thread.yield();
    }
  }
}
