package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Waker;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of the blocking pool. The runtime never interrupts it. */
final class BlockingThread extends Thread {

  private static final Context NO_CONTEXT = Context.of(Waker.noop());

  private final BlockingPool pool;

  // guarded by the pool's lock, and read without it by this thread while it waits
  volatile @Nullable Task<?> handed;

  BlockingThread(BlockingPool pool, String name, Task<?> first) {
    super(null, null, name, 0, false);
    this.pool = pool;
    this.handed = first;
  }

  Core core() {
    return pool.core();
  }

  @Override
  public void run() {
    Task<?> task = handed;
    while (task != null) {
      handed = null;
      task.run(NO_CONTEXT);
      task = pool.next(this);
      // Work may have interrupted its own thread, which is not its own after it.
      Thread.interrupted();
    }
  }

  /** Waits until the pool hands over a task, at most as long as told. */
  void awaitTask(long nanos) {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (handed == null && !pool.isClosed() && left > 0) {
      LockSupport.parkNanos(pool, left);
      Thread.interrupted();
      left = deadline - System.nanoTime();
    }
  }
}
