package dev.pollux;

/** Tells the owner of a pending future to poll it again. */
public interface Waker {
  void wake();

  default boolean willWake(Waker other) {
    return this == other;
  }

  static Waker noop() {
    return NoopWaker.INSTANCE;
  }
}
