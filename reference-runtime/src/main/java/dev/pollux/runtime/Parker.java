package dev.pollux.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where one thread waits for work, either asleep or in the driver's select. An unpark before the
 * park is kept, and any number of them are one.
 */
final class Parker {

  /*
   *             park              unpark
   *   EMPTY ----------> ASLEEP ----------+      who      transition         mode     publishes
   *     |                                |      owner    EMPTY -> waiting   CAS      that it must be woken
   *     +-------------> DRIVING ---------+      any      any -> NOTIFIED    xchg     what it did before
   *     |      drive                     v      owner    any -> EMPTY       xchg     nothing; it sees that
   *     +-----------------------------> NOTIFIED
   *
   *   Only who takes the word out of ASLEEP or DRIVING pays for waking the thread or the selector.
   */
  private static final int EMPTY = 0;
  private static final int ASLEEP = 1;
  private static final int DRIVING = 2;
  private static final int NOTIFIED = 3;

  private final AtomicInteger state = new AtomicInteger(EMPTY);
  private final Thread owner;
  private final Driver driver;

  Parker(Thread owner, Driver driver) {
    this.owner = owner;
    this.driver = driver;
  }

  /** Any thread. */
  void unpark() {
    switch (state.getAndSet(NOTIFIED)) {
      case ASLEEP -> LockSupport.unpark(owner);
      case DRIVING -> driver.wakeup();
      default -> {}
    }
  }

  /**
   * Owner only: waits until it is unparked; in the driver, if that is free, also until I/O or a
   * timer woke somebody. May return early.
   *
   * @return false if the driver reported again what others were told of and have not come to yet
   */
  boolean park() {
    if (!driver.tryAcquire()) {
      driver.settle();
      sleep();
      return true;
    }
    try {
      boolean settled = !state.compareAndSet(EMPTY, DRIVING) || driver.await();
      state.getAndSet(EMPTY);
      return settled;
    } finally {
      driver.release();
    }
  }

  /** Owner only: waits outside the driver until it is unparked or interrupted. */
  void sleep() {
    if (state.compareAndSet(EMPTY, ASLEEP)) {
      do {
        LockSupport.park(this);
      } while (state.get() == ASLEEP && !owner.isInterrupted());
    }
    state.getAndSet(EMPTY);
  }
}
