package dev.pollux.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What a soak counts. Any thread. */
final class SoakTally {

  /** What there must be some of, else the soak is none. */
  enum What {
    BEGUN,
    VALUE,
    FAILED,
    ABORTED,
    CANCEL_HOOK,
    WAKE,
    TIMER,
    MESSAGE,
    LONG_POLL,
    BLOCKING,
    CONNECTION,
    SOCKET_CLOSED,
    CHANNEL_CLOSED,
    RUNTIME_CLOSED
  }

  private final ConcurrentMap<What, LongAdder> counts = new ConcurrentHashMap<>();

  void add(What what) {
    counts.computeIfAbsent(what, none -> new LongAdder()).increment();
  }

  long of(What what) {
    LongAdder count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  long begun() {
    return of(What.BEGUN);
  }

  /** Each task has one of three ends. */
  long ended() {
    return of(What.VALUE) + of(What.FAILED) + of(What.ABORTED);
  }

  boolean coversEverything() {
    for (What what : What.values()) {
      if (of(what) == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return java.util.Arrays.stream(What.values())
        .map(what -> what + " " + of(what))
        .collect(Collectors.joining(", "));
  }
}
