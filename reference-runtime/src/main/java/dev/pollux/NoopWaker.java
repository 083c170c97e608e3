package dev.pollux;

enum NoopWaker implements Waker {
  INSTANCE;

  @Override
  public void wake() {}
}
