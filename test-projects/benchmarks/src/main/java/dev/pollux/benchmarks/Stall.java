package dev.pollux.benchmarks;

/** Work for ten microseconds that lets other threads have the processor. */
final class Stall {
  private static final long NANOS = 10_000;

  private Stall() {}

  static void once() {
    long end = System.nanoTime() + NANOS;
    while (System.nanoTime() - end < 0) {
      Thread.yield();
    }
  }
}
