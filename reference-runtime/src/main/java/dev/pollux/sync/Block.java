package dev.pollux.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Some places of a channel in a row, and the block with the next ones. It allocates once for so
 * many messages.
 *
 * <p>The idea is that of Tokio's list of blocks; ours are not used again, the collector is good at
 * that.
 */
final class Block<T> {
  /** As many as one word of flags has bits in Tokio; here a compromise like any other. */
  static final int SIZE = 32;

  // Exact: an argument of another type would cost a conversion with each call, so it throws.
  private static final VarHandle SLOT =
      MethodHandles.arrayElementVarHandle(Object[].class).withInvokeExactBehavior();
  private static final VarHandle NEXT;

  static {
    try {
      NEXT =
          MethodHandles.lookup()
              .findVarHandle(Block.class, "next", Block.class)
              .withInvokeExactBehavior();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The index of the first place; a multiple of the size. */
  final long start;

  private final @Nullable Object[] slots;
  private volatile @Nullable Block<T> next;

  Block(long start, int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("the size of a block must be a power of two: " + size);
    }
    this.start = start;
    this.slots = new Object[size];
  }

  int size() {
    return slots.length;
  }

  @Nullable Block<T> next() {
    return next;
  }

  /** Any thread: the next block, which is made if there is none; null if this one was left. */
  @Nullable Block<T> nextOrAppend() {
    Block<T> found = next;
    if (found == null) {
      Block<T> appended = new Block<>(start + slots.length, slots.length);
      @SuppressWarnings("unchecked") // the type of the field
      Block<T> winner = (Block<T>) NEXT.compareAndExchange(this, (Block<T>) null, appended);
      found = winner == null ? appended : winner;
    }
    return found == this ? null : found;
  }

  /**
   * The receiver is through with it. A block that is old must not hold those that come after it:
   * the collector would carry each into the old generation before it finds that the first is
   * garbage.
   */
  void leave() {
    next = this;
  }

  void put(int offset, T message) {
    SLOT.setVolatile(slots, offset, (Object) message);
  }

  @SuppressWarnings("unchecked") // only put() writes something
  @Nullable T get(int offset) {
    Object found = SLOT.getVolatile(slots, offset);
    return (T) found;
  }

  /** So that the collector may have a message that was taken. Nobody looks at the place again. */
  void clear(int offset) {
    slots[offset] = null;
  }
}
