package dev.pollux.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where virtual threads come from: this is compiled for 17, so they are found by reflection. */
final class VirtualThreads {
  private static final int SINCE = 21;

  private VirtualThreads() {}

  static boolean areAvailable() {
    return Runtime.version().feature() >= SINCE;
  }

  /** A thread for each task. */
  static ExecutorService executor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "virtual threads need JDK 21 or later, this is "
              + Runtime.version()
              + ": leave the peer out with -p peer=pollux,kotlin",
          e);
    }
  }
}
