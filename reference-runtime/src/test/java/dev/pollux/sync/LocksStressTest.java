package dev.pollux.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Stress;
import dev.pollux.Waker;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Permits under contention, with futures that are given up at any moment. */
class LocksStressTest {
  private static final int THREADS = 4;
  private static final int EACH = 20_000;

  /** Polls a future once or twice, then gives it up; true if it was still pending. */
  private static boolean giveUp(Future<? extends AutoCloseable> future, SplittableRandom random)
      throws Exception {
    Context once = Context.of(Waker.noop());
    var poll = future.poll(once);
    for (int i = random.nextInt(30); i > 0; i--) {
      Thread.onSpinWait();
    }
    if (poll.isReady()) {
      poll.get().close();
      return false;
    }
    future.cancel();
    return true;
  }

  @Test
  void mutex_isHeldByOneAtATimeAndPublishesWhatWasWritten() throws Exception {
    Mutex<Integer> mutex = Mutex.of(0);
    AtomicInteger locked = new AtomicInteger();

    Stress.together(
        THREADS,
        Stress.seed("LocksStressTest"),
        (thread, random) -> {
          for (int i = 0; i < EACH; i++) {
            if (random.nextInt(4) == 0) {
              giveUp(mutex.lock(), random);
              continue;
            }
            try (Mutex.Guard<Integer> guard = Stress.await(mutex.lock())) {
              guard.set(guard.get() + 1);
              locked.incrementAndGet();
            }
          }
        });

    try (Mutex.Guard<Integer> guard = mutex.tryLock()) {
      assertEquals(locked.get(), guard.get());
    }
  }

  @Test
  void semaphore_givesNoMorePermitsThanItHasAndLosesNone() throws Exception {
    Semaphore semaphore = Semaphore.of(2);
    AtomicInteger holders = new AtomicInteger();

    Stress.together(
        THREADS,
        Stress.seed("LocksStressTest"),
        (thread, random) -> {
          for (int i = 0; i < EACH; i++) {
            if (random.nextInt(4) == 0) {
              giveUp(semaphore.acquire(), random);
              continue;
            }
            try (Semaphore.Permit permit = Stress.await(semaphore.acquire())) {
              assertTrue(holders.incrementAndGet() <= 2, permit.toString());
              holders.decrementAndGet();
            }
          }
        });

    assertEquals(2, semaphore.available());
  }

  @Test
  void notifyOne_isNeverLost() throws Exception {
    Notify ping = Notify.create();
    Notify pong = Notify.create();

    Stress.together(
        2,
        Stress.seed("LocksStressTest"),
        (thread, random) -> {
          for (int i = 0; i < EACH; i++) {
            if (thread == 0) {
              ping.notifyOne();
              Stress.await(pong.notified());
            } else {
              Stress.await(ping.notified());
              pong.notifyOne();
            }
          }
        });
  }

  /** Two notices come while one waits, and it gives up: one notice is kept, not two. */
  @Test
  void noticesThatArriveWhileTheOnlyWaiterGivesUp_leaveOne() throws Exception {
    Permits permits = new Permits(0, 1);
    Waiter waiter = new Waiter() {};
    assertEquals(Waiter.QUEUED, permits.acquire(waiter, Waker.noop()));
    Thread one = new Thread(permits::release);
    Thread other = new Thread(permits::release);

    synchronized (permits) { // both have added theirs, and wait for the lock to hand it on
      one.start();
      other.start();
      await(() -> permits.free() == 2);
      assertFalse(permits.leave(waiter));
    }
    one.join();
    other.join();

    assertEquals(1, permits.free());
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
