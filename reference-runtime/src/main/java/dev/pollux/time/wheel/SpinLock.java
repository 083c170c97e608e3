package dev.pollux.time.wheel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock of one word, to be inherited by what it guards. It is for sections of a few loads and
 * stores that call nobody else's code: taking it costs one CAS and giving it back one store, and it
 * never grows into a monitor with a queue.
 *
 * <p>Not reentrant. The pattern, which holds even where the stack ends inside the section:
 *
 * <pre>{@code
 * lock();
 * try {
 *   ...
 * } finally {
 *   try { unlock(); } catch (StackOverflowError noFrame) { locked = FREE; throw noFrame; }
 * }
 * }</pre>
 */
abstract class SpinLock {
  /*
   *   FREE ---- lock() ----> HELD        who      transition      memory mode     publishes
   *    ^                      |          any      FREE -> HELD    CAS, full       nothing
   *    +------ unlock() ------+          holder   HELD -> FREE    release         what it did, to the next holder
   *
   *   The holder may lose its processor in the middle. Who waits then cannot know, so after a short spin
   *   it offers its own processor each time round: on a machine of two the holder needs that one.
   */
  static final int FREE = 0;
  private static final int HELD = 1;

  private static final int SPINS = 64; // longer than a section takes, far shorter than a time slice

  private static final VarHandle LOCKED;

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(SpinLock.class, "locked", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Through LOCKED; written directly only where no frame is left for a call: that needs none. */
  volatile int locked = FREE;

  final void lock() {
    if (!LOCKED.compareAndSet(this, FREE, HELD)) {
      contend();
    }
  }

  private void contend() {
    for (int spins = 0; ; spins++) {
      if (locked == FREE && LOCKED.compareAndSet(this, FREE, HELD)) {
        return;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /** Holder only. */
  final void unlock() {
    LOCKED.setRelease(this, FREE);
  }
}
