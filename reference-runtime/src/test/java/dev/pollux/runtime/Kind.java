package dev.pollux.runtime;

/** The two kinds of runtime, for tests of what holds for both. */
enum Kind {
  CURRENT_THREAD,
  WORK_STEALING;

  AsyncRuntime.Builder builder() {
    return this == CURRENT_THREAD
        ? AsyncRuntime.builder().currentThread()
        : AsyncRuntime.builder().workers(2);
  }

  AsyncRuntime create() {
    return builder().build();
  }
}
