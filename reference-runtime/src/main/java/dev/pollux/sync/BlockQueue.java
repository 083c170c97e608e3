package dev.pollux.sync;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A queue without bounds for many producers and one consumer: a list of blocks, so that a message
 * costs one atomic addition and a block is allocated for every 32nd only.
 */
final class BlockQueue<T> {
  /*
   *   head block        +--------------------+   +--------------------+   tail hint
   *   consumer -------> | taken taken  c  .. |-->|  ..  d  .  e       | <---------- producers
   *                     +--------------------+   +--------------------+
   *                             ^ head: next to take         ^ tail: next index to give out
   *
   *   A producer reads the hint, takes an index from `tail`, walks from the hint to the block that
   *   has the index, appending blocks as it goes, and writes the message into its slot. Order is
   *   that of the indexes, hence FIFO for each producer. A slot that was given out but not written
   *   looks empty to the consumer, who then waits although later slots may be full: the producer of
   *   the empty one is sure to write it and to wake the consumer after that.
   *
   *   who        access                   mode (least)  publishes / why that is enough
   *   producer   read hint                acquire       the block; read BEFORE the index is taken: a
   *                                                     hint's start was at most `tail` then, so it
   *                                                     is at most our index, and the walk is forward
   *   producer   tail + 1                 RMW           nothing: it makes us the slot's only writer
   *   producer   append a block           CAS release   its start; who loses takes the winner's block
   *   producer   hint -> our block        CAS release   the block; only forward
   *   producer   write slot               volatile      the message. Volatile, because the producer
   *                                                     then looks whether the consumer waits, and
   *                                                     the consumer does the same the other way
   *   consumer   read slot                volatile      as above
   *   consumer   clear slot, head + 1     release       head is read by size() only
   *
   *   The idea is that of tokio's mpsc list; blocks are not recycled here, the collector is good at
   *   that.
   */
  static final int BLOCK = 32;

  private final int mask;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicReference<Block<T>> hint;

  // The consumer's; head is also read by size().
  private Block<T> headBlock;
  private final AtomicLong head = new AtomicLong();

  /** A queue with blocks of any power of two, so that tests reach their ends sooner. */
  BlockQueue(int block) {
    if (Integer.bitCount(block) != 1) {
      throw new IllegalArgumentException("block must be a power of two: " + block);
    }
    this.mask = block - 1;
    this.headBlock = new Block<>(0, block);
    this.hint = new AtomicReference<>(headBlock);
  }

  /** Any thread. */
  void offer(T value) {
    Block<T> from = hint.get();
    long index = tail.getAndIncrement();
    long start = index & ~mask;
    Block<T> block = from;
    while (block.start != start) {
      block = block.nextOrAppend();
    }
    while (from.start < start && !hint.compareAndSet(from, block)) {
      from = hint.get();
    }
    block.slots.set((int) index & mask, value);
  }

  /** The consumer only: the next message, or null if there is none now. */
  @Nullable T poll() {
    long index = head.getPlain();
    int offset = (int) index & mask;
    if (headBlock.start != (index & ~mask)) {
      Block<T> next = headBlock.next.get();
      if (next == null) {
        return null;
      }
      headBlock = next;
    }
    T value = headBlock.slots.get(offset);
    if (value != null) {
      headBlock.slots.setRelease(offset, null);
      head.setRelease(index + 1);
    }
    return value;
  }

  /** How many messages were given a place and not taken; out of date at once. */
  long size() {
    long taken = head.getAcquire();
    return Math.max(0, tail.get() - taken);
  }

  private static final class Block<T> {
    final long start;
    final AtomicReferenceArray<@Nullable T> slots;
    final AtomicReference<@Nullable Block<T>> next = new AtomicReference<>();

    Block(long start, int size) {
      this.start = start;
      this.slots = new AtomicReferenceArray<>(size);
    }

    Block<T> nextOrAppend() {
      Block<T> found = next.get();
      if (found == null) {
        Block<T> appended = new Block<>(start + slots.length(), slots.length());
        found = next.compareAndExchange(null, appended);
        if (found == null) {
          found = appended;
        }
      }
      return found;
    }
  }
}
