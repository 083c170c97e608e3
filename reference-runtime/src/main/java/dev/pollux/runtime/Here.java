package dev.pollux.runtime;

import org.jspecify.annotations.Nullable;

/** Which runtime the calling thread is at work for, and in what role. */
final class Here {

  /** Set by blockOn alone: once a call, never once a poll. */
  private static final ThreadLocal<@Nullable Core> BLOCKED_ON = new ThreadLocal<>();

  private Here() {}

  /** Null where no runtime is at work. */
  static @Nullable Core runtime() {
    Thread thread = Thread.currentThread();
    if (thread instanceof Worker worker) {
      return worker.core();
    }
    Core core = BLOCKED_ON.get();
    if (core != null) {
      return core;
    }
    return thread instanceof BlockingThread blocking ? blocking.core() : null;
  }

  static Core runtime(String call) {
    Core core = runtime();
    if (core == null) {
      throw Misuse.noRuntime(call);
    }
    return core;
  }

  /** Where the thread must not wait for other tasks, in words; null if it may. */
  static @Nullable String polling() {
    if (Thread.currentThread() instanceof Worker) {
      return "on " + Thread.currentThread().getName();
    }
    return BLOCKED_ON.get() == null ? null : "in a poll that blockOn runs";
  }

  static void enter(Core core) {
    BLOCKED_ON.set(core);
  }

  static void leave() {
    BLOCKED_ON.remove();
  }
}
