package dev.pollux.runtime.reactor;

import dev.pollux.Waker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be woken when the lock that is held now, or the selector's, is released. One thread.
 */
final class Wakers {

  private @Nullable Waker[] wakers;
  private int count;

  Wakers(int capacity) {
    wakers = new Waker[capacity];
  }

  void add(@Nullable Waker waker) {
    if (count == wakers.length) {
      wakers = Arrays.copyOf(wakers, count * 2);
    }
    wakers[count++] = waker;
  }

  /**
   * Wakes everybody, and forgets them. A waker must not throw; one that does harms only itself.
   *
   * @return how many there were
   */
  int wakeAll() {
    int woken = count;
    for (int i = 0; i < woken; i++) {
      Waker waker = wakers[i];
      wakers[i] = null;
      if (waker != null) {
        wake(waker);
      }
    }
    count = 0;
    return woken;
  }

  private static void wake(Waker waker) {
    try {
      waker.wake();
    } catch (Throwable broken) {
      System.getLogger("dev.pollux.runtime.reactor")
          .log(
              System.Logger.Level.WARNING,
              "Waker.wake must never throw, and this one did: mend " + waker.getClass().getName(),
              broken);
    }
  }
}
