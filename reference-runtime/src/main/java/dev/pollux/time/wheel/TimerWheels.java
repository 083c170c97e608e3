package dev.pollux.time.wheel;

/**
 * The wheels of a runtime, one for each worker, and the one thread that may be asleep until the
 * earliest of their timers.
 *
 * <p>Each worker turns its own wheel every now and then, so that the tasks it wakes stay with it.
 * Who looks after I/O turns those that are overdue as well: a worker that is stuck in a poll, or
 * asleep, delays no timer.
 */
public final class TimerWheels {
  /*
   *   sleepsUntil   who           transition         mode       publishes
   *                 sleeper       AWAKE -> NEVER     volatile   that it is about to sleep; then it reads nextTick
   *                                                             of every wheel
   *                 sleeper       NEVER -> earliest  volatile   what it found, so that a later timer wakes nobody
   *                 sleeper       any -> AWAKE       volatile
   *                 who files     reads it           volatile   after it lowered nextTick of its wheel
   *
   *   No timer is slept through. All of these are volatile, so they have one order. If the filer reads
   *   before the sleeper's first write, it has lowered nextTick before the sleeper reads that: the sleeper
   *   knows the timer. If it reads NEVER, it wakes the sleeper. If it reads the earliest deadline, its
   *   timer is either not before that, and the sleeper is up in time to look again, or it wakes it. A wake
   *   that comes before the sleep ends it at once, which is what the selector's wakeup does.
   *   There is one sleeper at a time: it holds the driver.
   */
  private static final long AWAKE = -1; // earlier than every deadline
  private static final long NEVER = Long.MAX_VALUE;

  private final TimeOrigin origin;
  private final TimerWheel[] wheels;
  private final Runnable wake;

  private volatile long sleepsUntil = AWAKE;

  /**
   * Makes the wheels.
   *
   * @param source the clock of all of them
   * @param count how many, at least 1
   * @param wake ends the sleep that goes on or, if it has not begun, the next one: called on a
   *     thread that files a timer. Must not block or throw
   */
  public TimerWheels(TimeSource source, int count, Runnable wake) {
    this.origin = new TimeOrigin(source);
    this.wake = wake;
    this.wheels = new TimerWheel[count];
    for (int i = 0; i < count; i++) {
      wheels[i] = new TimerWheel(origin, this::announce);
    }
  }

  /**
   * One of them.
   *
   * @param index from 0; the worker's
   * @return the wheel
   */
  public TimerWheel wheel(int index) {
    return wheels[index];
  }

  private void announce(long deadline) {
    if (deadline < sleepsUntil) {
      wake.run();
    }
  }

  /**
   * When a wheel has to be turned next.
   *
   * @return nanoseconds since their origin; {@link Long#MAX_VALUE} if no timer is filed
   */
  public long nextDeadline() {
    long next = NEVER;
    for (TimerWheel wheel : wheels) {
      next = Math.min(next, wheel.nextDeadline());
    }
    return next;
  }

  /**
   * The holder of the driver is about to sleep: from now on it is woken when an earlier timer is
   * filed.
   *
   * @return nanoseconds until the earliest timer, 0 if that has come, {@link Long#MAX_VALUE} if no
   *     timer is filed
   */
  public long beginSleep() {
    sleepsUntil = NEVER;
    long next = nextDeadline();
    sleepsUntil = next;
    return next == NEVER ? NEVER : Math.max(0, next - origin.now());
  }

  /** The holder of the driver is up again. */
  public void endSleep() {
    sleepsUntil = AWAKE;
  }

  /**
   * Turns one wheel. A worker does so with its own; while that is empty it costs a read.
   *
   * @param index the worker's
   * @param limit how many timers to fire at most; the others stay overdue
   * @return how many were fired
   */
  public int advance(int index, int limit) {
    TimerWheel wheel = wheels[index];
    long next = wheel.nextDeadline();
    if (next == NEVER) {
      return 0;
    }
    int fired = wheel.advance(origin.now(), limit);
    // Who filed a timer may have had no stack left to say so.
    announce(wheel.nextDeadline());
    return fired;
  }

  /**
   * Turns all wheels.
   *
   * @param late how many nanoseconds a timer may be late before its wheel is turned: another worker
   *     is about to do that, unless it is stuck
   * @param limit how many timers to fire at most; the others stay overdue
   * @return how many were fired
   */
  public int advanceOverdue(long late, int limit) {
    long now = -1;
    int fired = 0;
    for (TimerWheel wheel : wheels) {
      long next = wheel.nextDeadline();
      if (next != NEVER) {
        now = now < 0 ? origin.now() : now;
        if (now - next >= late) {
          fired += wheel.advance(now, limit - fired);
        }
      }
    }
    return fired;
  }
}
