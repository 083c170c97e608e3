package dev.pollux.benchmarks;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Semaphore;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** This project's {@link Semaphore}. */
final class PolluxSemaphores implements SemaphorePeer {
  private final AsyncRuntime runtime = AsyncRuntime.builder().workers(TwoWorkers.WORKERS).build();

  private static final class AcquireAndYield implements Future<Void> {
    private final Semaphore semaphore;
    private final CountDownLatch ended;
    private int left;
    private @Nullable Future<Semaphore.Permit> acquire;
    private Semaphore.@Nullable Permit permit;
    private @Nullable Future<Void> turn;

    AcquireAndYield(Semaphore semaphore, int times, CountDownLatch ended) {
      this.semaphore = semaphore;
      this.left = times;
      this.ended = ended;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (left > 0) {
        if (permit == null) {
          if (acquire == null) {
            acquire = semaphore.acquire();
          }
          Poll<Semaphore.Permit> poll = acquire.poll(cx);
          if (poll.isPending()) {
            return Poll.pending();
          }
          acquire = null;
          permit = poll.get();
          turn = Tasks.yieldNow();
        }
        if (turn != null && turn.poll(cx).isPending()) {
          return Poll.pending();
        }
        turn = null;
        permit.close();
        permit = null;
        left--;
      }
      ended.countDown();
      return Poll.ready();
    }

    @Override
    public void cancel() {
      if (turn != null) {
        turn.cancel();
      }
      if (permit != null) {
        permit.close();
      }
      if (acquire != null) {
        acquire.cancel();
      }
    }
  }

  @Override
  public void acquireAndYield(int permits, int tasks, int times) throws InterruptedException {
    Semaphore semaphore = Semaphore.of(permits);
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      runtime.spawn(new AcquireAndYield(semaphore, times, left)).detach();
    }
    left.await();
  }

  @Override
  public void close() {
    runtime.close();
  }
}
