package dev.pollux.benchmarks;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.Tasks;
import dev.pollux.time.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** This project's sleeps and timeouts. */
final class PolluxTimers implements DriftPeer {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final AsyncRuntime runtime = AsyncRuntime.builder().workers(TwoWorkers.WORKERS).build();

  private record ReadyInTime(int times, CountDownLatch ended) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      for (int i = 0; i < times; i++) {
        Future<Integer> limited = Time.timeout(SECOND, Future.ready(i));
        if (limited.poll(cx).isPending()) {
          limited.cancel();
          throw new IllegalStateException("what is ready at once was not ready in time");
        }
      }
      ended.countDown();
      return Poll.ready();
    }
  }

  @Override
  public void timeouts(int tasks, int each) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      runtime.spawn(new ReadyInTime(each, left)).detach();
    }
    left.await();
  }

  private record StartThenCancel(int sleeps) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      Future<?>[] all = new Future<?>[sleeps];
      for (int i = 0; i < sleeps; i++) {
        all[i] = Time.sleep(SECOND);
        if (all[i].poll(cx).isReady()) {
          throw new IllegalStateException("a sleep of a second was over at once");
        }
      }
      for (Future<?> sleep : all) {
        sleep.cancel();
      }
      return Poll.ready();
    }
  }

  @Override
  public void cancel(int sleeps) {
    runtime.blockOn(runtime.spawn(new StartThenCancel(sleeps)));
  }

  private static final class SleepInARow implements Future<Void> {
    private int left;
    private @Nullable Future<Void> sleep;

    SleepInARow(int times) {
      this.left = times;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (sleep != null) {
          if (sleep.poll(cx).isPending()) {
            return Poll.pending();
          }
          sleep = null;
          left--;
        }
        if (left == 0) {
          return Poll.ready();
        }
        sleep = Time.sleep(MILLISECOND);
      }
    }

    @Override
    public void cancel() {
      if (sleep != null) {
        sleep.cancel();
      }
    }
  }

  @Override
  public void sleepMillis(int times) {
    runtime.blockOn(runtime.spawn(new SleepInARow(times)));
  }

  private static final class YieldUntilStopped implements Future<Void> {
    private final Load load;
    private @Nullable Future<Void> turn;

    YieldUntilStopped(Load load) {
      this.load = load;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (turn != null && turn.poll(cx).isPending()) {
          return Poll.pending();
        }
        if (load.isStopped()) {
          load.ended();
          return Poll.ready();
        }
        turn = Tasks.yieldNow();
      }
    }
  }

  @Override
  public void yieldingLoad(Load load, int tasks) {
    for (int i = 0; i < tasks; i++) {
      runtime.spawn(new YieldUntilStopped(load)).detach();
    }
  }

  @Override
  public void close() {
    runtime.close();
  }
}
