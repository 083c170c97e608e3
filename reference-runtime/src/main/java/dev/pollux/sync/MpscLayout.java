package dev.pollux.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where the fields of a channel lie: what the senders write, what the receiver writes, and what
 * hardly anybody writes are on cache lines of their own, or each side would take the line away from
 * the other with every message. Fields of a superclass come before those of its subclass, hence the
 * classes.
 */
final class MpscLayout {
  private MpscLayout() {}

  /** Apart from whatever lies before. */
  @SuppressWarnings("unused") // nobody reads what only takes up room
  abstract static class Before extends Gate {
    private long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15;
  }

  /** Of the senders. */
  abstract static class Senders<T> extends Before {
    private static final VarHandle STATE;
    private static final VarHandle SEEN;
    private static final VarHandle HINT;

    static {
      try {
        // Exact: an argument of another type would cost a conversion with each call, so it throws.
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        STATE = lookup.findVarHandle(Senders.class, "state", long.class).withInvokeExactBehavior();
        SEEN = lookup.findVarHandle(Senders.class, "seen", long.class).withInvokeExactBehavior();
        HINT = lookup.findVarHandle(Senders.class, "hint", Block.class).withInvokeExactBehavior();
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    /** See {@link MpscCore}. */
    volatile long state;

    /** How far the receiver was when a sender last looked. */
    private long seen;

    /** A block that is not ahead of the index. */
    volatile Block<T> hint;

    Senders(Block<T> first) {
      hint = first;
      seen = first.start;
    }

    /** Returns what was there: the expected word if it succeeded. */
    final long exchangeState(long expected, long next) {
      return (long) STATE.compareAndExchange(this, expected, next);
    }

    final long addToState(long what) {
      return (long) STATE.getAndAdd(this, what);
    }

    final long setInState(long flag) {
      return (long) STATE.getAndBitwiseOr(this, flag);
    }

    final long clearInState(long flag) {
      return (long) STATE.getAndBitwiseAnd(this, ~flag);
    }

    final long seen() {
      return (long) SEEN.getOpaque(this);
    }

    final boolean moveSeen(long from, long to) {
      return (boolean) SEEN.compareAndSet(this, from, to);
    }

    @SuppressWarnings("unchecked") // the type of the field
    final Block<T> exchangeHint(Block<T> expected, Block<T> next) {
      return (Block<T>) HINT.compareAndExchange(this, expected, next);
    }
  }

  /** Keeps them apart. */
  @SuppressWarnings("unused")
  abstract static class Between<T> extends Senders<T> {
    private long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15;

    Between(Block<T> first) {
      super(first);
    }
  }

  /** Of the receiver. */
  abstract static class Receivers<T> extends Between<T> {
    private static final VarHandle HEAD;

    static {
      try {
        HEAD =
            MethodHandles.lookup()
                .findVarHandle(Receivers.class, "head", long.class)
                .withInvokeExactBehavior();
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    /** The index of the message to take next. */
    volatile long head;

    /** The block it is in, or the one before if it is the first of a block. */
    Block<T> headBlock;

    Receivers(Block<T> first) {
      super(first);
      headBlock = first;
      head = first.start;
    }

    /** What the receiver itself wrote last. */
    final long ownHead() {
      return (long) HEAD.get(this);
    }
  }

  /** Apart from what follows. */
  @SuppressWarnings("unused")
  abstract static class After<T> extends Receivers<T> {
    private long c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15;

    After(Block<T> first) {
      super(first);
    }
  }
}
