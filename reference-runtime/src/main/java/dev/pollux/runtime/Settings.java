package dev.pollux.runtime;

import dev.pollux.runtime.probe.SpawnProbe;
import dev.pollux.runtime.probe.TaskOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a builder gathered, fixed. */
record Settings(
    String name,
    int workers,
    boolean pausedTime,
    int maxBlockingThreads,
    Duration blockingKeepAlive,
    Thread.@Nullable UncaughtExceptionHandler uncaught,
    Duration longPollWarning,
    boolean recordSpawnSites,
    @Nullable ClassLoader contextClassLoader,
    @Nullable SpawnProbe probe,
    @Nullable TaskOrder order) {

  private static final System.Logger LOG = System.getLogger("dev.pollux.runtime");

  Driver newDriver() {
    return new Driver(pausedTime, workers);
  }

  /** A failure that no handle will show. */
  void reportUncaught(Throwable cause) {
    try {
      if (uncaught != null) {
        uncaught.uncaughtException(Thread.currentThread(), cause);
      } else {
        LOG.log(
            System.Logger.Level.ERROR,
            "a detached task of '" + name + "' failed: join its handle to deal with it there",
            cause);
      }
    } catch (Throwable broken) {
      log("the handler of uncaught failures threw", broken);
    }
  }

  void warn(String what) {
    try {
      LOG.log(System.Logger.Level.WARNING, what);
    } catch (Throwable noLog) {
      // As below.
    }
  }

  void log(String what, Throwable thrown) {
    try {
      LOG.log(System.Logger.Level.ERROR, "runtime '" + name + "': " + what, thrown);
    } catch (Throwable noLog) {
      // Nothing is left to tell it to, and the thread that is here must go on.
    }
  }
}
