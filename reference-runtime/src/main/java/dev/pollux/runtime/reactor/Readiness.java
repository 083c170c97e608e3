package dev.pollux.runtime.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The word that says what is known of a channel: which operations may succeed. */
abstract class Readiness {

  /*
   *   word = tick << 11 | idle writes << 8 | idle reads << 5 | ARMED_WRITE | ARMED_READ | CLOSED | WRITE | READ
   *
   *   Each direction on its own:
   *
   *                    event: idle := 0                 event: idle + weight
   *        blocked ------------------------> ready ---+
   *           ^                              |  ^     |
   *           +----- clear, same tick -------+  +-----+        both: tick + 1 at each event
   *
   *        unarmed ---- await() of a future that finds "blocked" ----> armed
   *           ^                                                          |
   *           +------------- "ready", idle reached its limit ------------+
   *
   *   who      transition                     mode              publishes
   *   poller   event                          CAS, full         that an operation may succeed; it then takes
   *                                                             the waiters
   *   future   bit cleared, at the tick it    CAS, full         that the operation would block. Had an event
   *            saw before the operation                         come between, the tick is another and the bit
   *                                                             stays: the newer event is not erased
   *   future   waits: joins the waiters,      CAS, then         itself. Of the poller, which sets the bit and
   *            then reads the word            volatile read     then takes the waiters, and the future at least
   *                                                             one sees the other
   *   future   armed                          RMW, under the    nothing: the key's interest was set before
   *                                           registration's
   *                                           lock
   *   poller   unarmed, if still ready        CAS, under the    that the next who waits has to arm. Interest and
   *                                           same lock         bit change under one lock, so they agree
   *   closer   CLOSED, for good               RMW, full         that every operation is worth a try: it fails.
   *                                                             Then it takes the waiters
   *
   *   Why idle: selectors report readiness again and again as long as it lasts (they are level-triggered).
   *   A key stays armed while futures use up what is reported, which costs no system call per operation.
   *   An event for a bit that is still set was not used yet. That may be because the task that was woken
   *   did not run yet, so it is borne a few times; but nobody may spin for ever on what nobody wants.
   *
   *   A channel starts as ready both ways: the first operation is tried at once.
   *   The tick has 21 bits and wraps: a future would have to sleep over exactly 2^21 events of its channel
   *   between looking and clearing to be deceived.
   */
  static final int CLOSED = 4;
  private static final int ARMED_SHIFT = 3; // of a direction's bit
  private static final int IDLE_SHIFT = 5;
  private static final int IDLE_BITS = 3;
  private static final int IDLE_MAX = (1 << IDLE_BITS) - 1;
  private static final int TICK_SHIFT = IDLE_SHIFT + 2 * IDLE_BITS;
  private static final int TICK = 1 << TICK_SHIFT;

  /** What an event weighs that was found without waiting; so many such are borne. */
  static final int GLANCE = 1;

  /** What an event weighs that ended a wait: the second one for nothing is one too many. */
  static final int WAIT = 4;

  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(Readiness.class, "word", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // any thread, through WORD
  private volatile int word = Direction.READ.bit | Direction.WRITE.bit;

  /**
   * What is known now.
   *
   * @return a word for {@link #isReady} and {@link #clear}
   */
  public final int readiness() {
    return word;
  }

  /**
   * Whether an operation in that direction may succeed. A closed channel is ready for anything: the
   * operation says that it is closed.
   *
   * @param readiness from {@link #readiness}
   * @param direction of the operation
   * @return true if it is worth a try
   */
  public static boolean isReady(int readiness, Direction direction) {
    return (readiness & (direction.bit | CLOSED)) != 0;
  }

  /**
   * An operation would have blocked.
   *
   * @param seen the readiness read before the operation: if an event came since, nothing changes
   * @param direction of the operation
   */
  public final void clear(int seen, Direction direction) {
    int now = word;
    while (now >>> TICK_SHIFT == seen >>> TICK_SHIFT && (now & direction.bit) != 0) {
      int witness = (int) WORD.compareAndExchange(this, now, now & ~direction.bit);
      if (witness == now) {
        return;
      }
      now = witness;
    }
  }

  static boolean isArmed(int readiness, Direction direction) {
    return (readiness & direction.bit << ARMED_SHIFT) != 0;
  }

  private static int idleShift(Direction direction) {
    return IDLE_SHIFT + direction.ordinal() * IDLE_BITS;
  }

  /** So many events in a row that nobody used that the next one is not wanted. */
  static boolean isIdle(int readiness, Direction direction) {
    return isArmed(readiness, direction)
        && (readiness >>> idleShift(direction) & IDLE_MAX) == IDLE_MAX;
  }

  // ---- the poller

  /**
   * An event.
   *
   * @param bits of the directions that are ready
   * @param weight {@link #GLANCE} or {@link #WAIT}
   * @return the word before it
   */
  final int event(int bits, int weight) {
    while (true) {
      int now = word;
      int next = (now | bits) + TICK;
      next = countIdle(now, next, bits, weight, Direction.READ);
      next = countIdle(now, next, bits, weight, Direction.WRITE);
      if (WORD.compareAndSet(this, now, next)) {
        return now;
      }
    }
  }

  private static int countIdle(int now, int next, int bits, int weight, Direction direction) {
    if ((bits & direction.bit) == 0) {
      return next;
    }
    int shift = idleShift(direction);
    int before = (now & direction.bit) == 0 ? -weight : now >>> shift & IDLE_MAX;
    int idle = Math.min(before + weight, IDLE_MAX);
    return next & ~(IDLE_MAX << shift) | idle << shift;
  }

  // ---- under the registration's lock

  final void setArmed(Direction direction) {
    WORD.getAndBitwiseOr(this, direction.bit << ARMED_SHIFT);
  }

  final void setUnarmed(Direction direction) {
    WORD.getAndBitwiseAnd(this, ~(direction.bit << ARMED_SHIFT));
  }

  /** False: somebody used what was reported, so that more is wanted. */
  final boolean setUnarmedIfIdle(Direction direction) {
    while (true) {
      int now = word;
      if ((now & direction.bit) == 0 || !isIdle(now, direction)) {
        return false;
      }
      if (WORD.compareAndSet(this, now, now & ~(direction.bit << ARMED_SHIFT))) {
        return true;
      }
    }
  }

  // ---- any thread

  /** The channel is about to connect, or is connected. */
  final void setReady(Direction direction, boolean ready) {
    if (ready) {
      WORD.getAndBitwiseOr(this, direction.bit);
    } else {
      WORD.getAndBitwiseAnd(this, ~direction.bit);
    }
  }

  final void setClosed() {
    WORD.getAndBitwiseOr(this, CLOSED);
  }
}
