package dev.pollux.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Direct buffers through which the bytes of heap buffers pass. Without them the JDK would keep, for
 * each thread and for good, a direct buffer as large as the largest heap buffer it ever saw there.
 */
final class Scratch {

  static final int SIZE = 64 * 1024;

  private static final int KEPT = 2 * Runtime.getRuntime().availableProcessors();

  // guarded by itself
  private static final ArrayDeque<ByteBuffer> FREE = new ArrayDeque<>(KEPT);

  private Scratch() {}

  /** An empty buffer; {@link #release} it within the same poll. */
  static ByteBuffer acquire() {
    ByteBuffer free;
    synchronized (FREE) {
      free = FREE.pollLast();
    }
    return free == null ? ByteBuffer.allocateDirect(SIZE) : free.clear();
  }

  static void release(ByteBuffer buffer) {
    synchronized (FREE) {
      if (FREE.size() < KEPT) {
        FREE.addLast(buffer);
      }
    }
  }
}
