package dev.pollux.sync;

import org.jspecify.annotations.Nullable;

/** Waits until permits that nobody ever gives are closed: how to wait for an event. */
final class Refused extends Acquire<@Nullable Void> {
  private final String name;

  Refused(Permits permits, String name) {
    super(permits);
    this.name = name;
  }

  @Override
  @Nullable Void granted() {
    throw new AssertionError("these permits are never given");
  }

  @Override
  @Nullable Void refused() {
    return null;
  }

  @Override
  public String toString() {
    return name;
  }
}
