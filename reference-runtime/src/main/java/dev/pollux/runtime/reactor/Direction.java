package dev.pollux.runtime.reactor;

/** The two ways of a channel, which are ready and waited for apart. */
public enum Direction {
  /** Reading, and accepting. */
  READ(1),
  /** Writing, and connecting. */
  WRITE(2);

  final int bit;

  Direction(int bit) {
    this.bit = bit;
  }
}
