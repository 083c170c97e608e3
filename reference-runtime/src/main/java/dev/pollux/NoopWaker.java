package dev.pollux;

/** Wakes nobody. */
enum NoopWaker implements Waker {
  INSTANCE;

  @Override
  public void wake() {}

  @Override
  public String toString() {
    return "Waker.noop()";
  }
}
