package dev.pollux.net;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Direct buffers through which the bytes of heap buffers pass. Without them the JDK would keep, for
 * each thread and for good, a direct buffer as large as the largest heap buffer it ever saw there.
 *
 * <p>Each thread looks for a free buffer at a place of its own first, so that threads seldom meet.
 */
final class Scratch {

  static final int SIZE = 64 * 1024;

  /** A power of two, at least twice as many as threads run at once. */
  private static final int KEPT =
      Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors()) * 2;

  private static final AtomicReferenceArray<ByteBuffer> FREE = new AtomicReferenceArray<>(KEPT);

  private Scratch() {}

  private static int place() {
    return (int) Thread.currentThread().getId();
  }

  /** An empty buffer; {@link #release} it within the same poll. */
  static ByteBuffer acquire() {
    int first = place();
    for (int i = 0; i < KEPT; i++) {
      int place = (first + i) & (KEPT - 1);
      if (FREE.getPlain(place) != null) {
        ByteBuffer free = FREE.getAndSet(place, null);
        if (free != null) {
          return free.clear();
        }
      }
    }
    return ByteBuffer.allocateDirect(SIZE);
  }

  /** Keeps the buffer, or drops it if there are enough. */
  static void release(ByteBuffer buffer) {
    int first = place();
    for (int i = 0; i < KEPT; i++) {
      int place = (first + i) & (KEPT - 1);
      if (FREE.getPlain(place) == null && FREE.compareAndSet(place, null, buffer)) {
        return;
      }
    }
  }
}
