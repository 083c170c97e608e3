package dev.pollux.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.HandCranked;
import dev.pollux.Probe;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@link Semaphore}, {@link Mutex} and {@link Notify}. */
class LocksTest {
  private final HandCranked executor = new HandCranked();

  @Nested
  class OfASemaphore {
    private final Semaphore semaphore = Semaphore.of(2);

    private HandCranked.Task<Semaphore.Permit> acquire() {
      return executor.start(semaphore.acquire());
    }

    @Test
    void permitsThatAreFree_areGivenAtOnce() {
      assertNotNull(acquire().value());
      assertEquals(1, semaphore.available());
      assertNotNull(semaphore.tryAcquire());
      assertNull(semaphore.tryAcquire());
      assertEquals("Semaphore[0 free]", semaphore.toString());
    }

    @Test
    void building_takesNoPermit() {
      semaphore.acquire().cancel();

      assertEquals(2, semaphore.available());
    }

    @Test
    void closedPermit_goesToTheFirstWhoWaits() {
      Semaphore.Permit first = acquire().value();
      assertNotNull(acquire().value());
      HandCranked.Task<Semaphore.Permit> a = acquire();
      HandCranked.Task<Semaphore.Permit> b = acquire();

      first.close();
      first.close();
      executor.run();

      assertTrue(a.isDone());
      assertFalse(b.isDone(), "a permit closed twice is one permit");
    }

    @Test
    void permitThatIsGranted_cannotBeTakenByOthers() {
      Semaphore.Permit first = acquire().value();
      assertNotNull(acquire().value());
      HandCranked.Task<Semaphore.Permit> waiting = acquire();

      first.close();

      assertNull(semaphore.tryAcquire());
      executor.run();
      assertTrue(waiting.isDone());
    }

    @Test
    void waiterCancelledAtTheHeadWithItsPermitGranted_passesItOn() {
      Semaphore.Permit first = acquire().value();
      assertNotNull(acquire().value());
      HandCranked.Task<Semaphore.Permit> a = acquire();
      HandCranked.Task<Semaphore.Permit> b = acquire();
      first.close();

      a.abort();
      executor.run();

      assertTrue(b.isDone());
    }

    @Test
    void waiterCancelledInTheMiddle_keepsTheOrderOfTheOthers() {
      Semaphore.Permit first = acquire().value();
      Semaphore.Permit second = acquire().value();
      HandCranked.Task<Semaphore.Permit> a = acquire();
      HandCranked.Task<Semaphore.Permit> b = acquire();
      HandCranked.Task<Semaphore.Permit> c = acquire();
      b.abort();

      first.close();
      executor.run();
      assertTrue(a.isDone());
      assertFalse(c.isDone());

      second.close();
      executor.run();
      assertTrue(c.isDone());
      assertEquals(1, b.wakes, "only by being spawned");
    }

    @Test
    void addedPermits_wakeAsManyAsFit() {
      assertNotNull(acquire().value());
      assertNotNull(acquire().value());
      HandCranked.Task<Semaphore.Permit> a = acquire();
      HandCranked.Task<Semaphore.Permit> b = acquire();
      HandCranked.Task<Semaphore.Permit> c = acquire();

      semaphore.addPermits(2);
      executor.run();

      assertTrue(a.isDone());
      assertTrue(b.isDone());
      assertFalse(c.isDone());
      semaphore.addPermits(3);
      executor.run();
      assertTrue(c.isDone());
      assertEquals(2, semaphore.available());
    }

    @Test
    void close_failsThoseWhoWaitAndThoseWhoCome() {
      assertNotNull(acquire().value());
      assertNotNull(acquire().value());
      HandCranked.Task<Semaphore.Permit> waiting = acquire();

      semaphore.close();
      executor.run();

      assertInstanceOf(IllegalStateException.class, waiting.thrown);
      assertInstanceOf(IllegalStateException.class, acquire().thrown);
    }

    @Test
    void using_givesThePermitBackWhenTheBodyIsAborted() {
      HandCranked.Task<Integer> task =
          executor.start(Futures.using(semaphore.acquire(), permit -> new Probe<Integer>()));
      assertEquals(1, semaphore.available());

      task.abort();

      assertEquals(2, semaphore.available());
    }

    @Test
    void negativeNumbers_areRefused() {
      assertThrows(IllegalArgumentException.class, () -> Semaphore.of(-1));
      assertThrows(IllegalArgumentException.class, () -> semaphore.addPermits(-1));
    }
  }

  @Nested
  class OfAMutex {
    private final Mutex<String> mutex = Mutex.of("first");

    @Test
    void value_isOneTasksAtATime() {
      Mutex.Guard<String> held = executor.start(mutex.lock()).value();
      HandCranked.Task<Mutex.Guard<String>> waiting = executor.start(mutex.lock());
      assertNull(mutex.tryLock());
      assertEquals("Mutex[held]", mutex.toString());

      held.set("second");
      held.close();
      executor.run();

      assertEquals("second", waiting.value().get());
    }

    @Test
    void waiters_getItInTheirOrder() {
      Mutex.Guard<String> held = mutex.tryLock();
      HandCranked.Task<Mutex.Guard<String>> a = executor.start(mutex.lock());
      HandCranked.Task<Mutex.Guard<String>> b = executor.start(mutex.lock());

      held.close();
      executor.run();
      assertFalse(b.isDone());
      a.value().close();
      executor.run();

      assertTrue(b.isDone());
    }

    @Test
    void closedGuard_isOfNoUse() {
      Mutex.Guard<String> held = mutex.tryLock();
      held.close();
      held.close();

      assertThrows(IllegalStateException.class, held::get);
      assertNotNull(mutex.tryLock());
      assertNull(mutex.tryLock(), "a guard closed twice is one guard");
    }

    @Test
    void abortedWhileHeld_isFreeAgain() {
      HandCranked.Task<Object> task =
          executor.start(Futures.using(mutex.lock(), held -> Future.pending()));

      task.abort();

      assertEquals("Mutex[free]", mutex.toString());
    }
  }

  @Nested
  class OfANotify {
    private final Notify notify = Notify.create();

    private HandCranked.Task<Void> wait1() {
      return executor.start(notify.notified());
    }

    @Test
    void notifyOne_wakesTheOneWhoWaitsLongest() {
      HandCranked.Task<Void> a = wait1();
      HandCranked.Task<Void> b = wait1();

      notify.notifyOne();
      executor.run();

      assertTrue(a.isDone());
      assertFalse(b.isDone());
    }

    @Test
    void notifyOneWithNobodyWaiting_isKeptOnce() {
      notify.notifyOne();
      notify.notifyOne();

      assertTrue(wait1().isDone());
      assertFalse(wait1().isDone());
    }

    @Test
    void notifyAllWaiters_wakesThoseWhoWaitAndKeepsNothing() {
      HandCranked.Task<Void> a = wait1();
      HandCranked.Task<Void> b = wait1();

      notify.notifyAllWaiters();
      HandCranked.Task<Void> late = wait1();

      assertTrue(a.isDone());
      assertTrue(b.isDone());
      assertFalse(late.isDone());
    }

    @Test
    void waiterThatWasChosenAndIsCancelled_passesItOn() {
      HandCranked.Task<Void> a = wait1();
      HandCranked.Task<Void> b = wait1();
      notify.notifyOne();

      a.abort();
      executor.run();

      assertTrue(b.isDone());
    }

    @Test
    void lastWaiterThatWasChosenAndIsCancelled_leavesTheNoticeToTheNext() {
      HandCranked.Task<Void> a = wait1();
      notify.notifyOne();
      a.abort();

      assertTrue(wait1().isDone());
    }

    @Test
    void waiterOfAllThatIsCancelled_passesNothingOn() {
      HandCranked.Task<Void> a = wait1();
      notify.notifyAllWaiters();
      a.abort();

      assertFalse(wait1().isDone());
    }
  }
}
