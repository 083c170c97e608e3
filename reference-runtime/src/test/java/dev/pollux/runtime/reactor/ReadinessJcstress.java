package dev.pollux.runtime.reactor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pollux.Waker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** The claims of {@link Readiness} and {@link Waiters}. */
final class ReadinessJcstress {

  private ReadinessJcstress() {}

  private static final class Place extends Waiter {}

  private abstract static class Channel {
    final Readiness word = new Readiness() {};
    final Waiters readers = new Waiters();

    Channel() {
      word.setArmed(Direction.READ);
      word.clear(word.readiness(), Direction.READ);
    }

    /** As a future that found nothing to read: true if it waits. */
    final boolean await(Waiter waiter, Waker waker) {
      readers.put(waiter, waker);
      return !Readiness.isReady(word.readiness(), Direction.READ);
    }

    /** As the poller. */
    final void event() {
      Wakers woken = new Wakers(2);
      word.event(Direction.READ.bit, Readiness.WAIT);
      readers.takeAll(woken);
      woken.wakeAll();
    }
  }

  /** An event meets a future that begins to wait: it is seen, or the future is woken. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "it saw the event and need not be woken")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it saw the event, and is woken for nothing")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it waited, and is woken")
  @Outcome(expect = FORBIDDEN, desc = "it waits for ever, or was woken twice")
  @State
  public static class EventMeetsWaiter extends Channel {
    private int wakes;

    /** The task. */
    @Actor
    public void future(II_Result r) {
      r.r1 = await(new Place(), () -> wakes++) ? 1 : 0;
    }

    /** The thread that selects. */
    @Actor
    public void poller() {
      event();
    }

    /** How often it was woken. */
    @Arbiter
    public void end(II_Result r) {
      r.r2 = wakes;
    }
  }

  /** An event meets a waiter that gets a new waker: the new one is woken, or the event seen. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the old waker, but the event was seen")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the new waker, and the event was seen")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it waited with the new waker")
  @Outcome(expect = FORBIDDEN, desc = "it waits, and the new waker was not called")
  @State
  public static class EventMeetsNewWaker extends Channel {
    private final Waiter waiter = new Place();
    private int wakes;

    /** It waits with a waker that nobody listens to any more. */
    public EventMeetsNewWaker() {
      readers.put(waiter, Waker.noop());
    }

    /** The task, polled again with another waker. */
    @Actor
    public void future(II_Result r) {
      r.r1 = await(waiter, () -> wakes++) ? 1 : 0;
    }

    /** The thread that selects. */
    @Actor
    public void poller() {
      event();
    }

    /** How often the new one was woken. */
    @Arbiter
    public void end(II_Result r) {
      r.r2 = wakes;
    }
  }

  /** Two futures begin to wait at once, and an event comes after: both are woken. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are in")
  @Outcome(expect = FORBIDDEN, desc = "one pushed the other out")
  @State
  public static class WaiterMeetsWaiter extends Channel {
    private int wakes;

    /** One task. */
    @Actor
    public void castor() {
      readers.put(new Place(), () -> wakes++);
    }

    /** Another task. */
    @Actor
    public void pollux() {
      readers.put(new Place(), () -> wakes++);
    }

    /** How many were woken. */
    @Arbiter
    public void end(I_Result r) {
      event();
      r.r1 = wakes;
    }
  }

  /** A newer event meets a reader that clears what it saw before: the event stays. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the channel is ready")
  @Outcome(expect = FORBIDDEN, desc = "the event was erased")
  @State
  public static class EventMeetsStaleClear extends Channel {
    private final int seen;

    /** A reader has seen a first event. */
    public EventMeetsStaleClear() {
      word.event(Direction.READ.bit, Readiness.WAIT);
      seen = word.readiness();
    }

    /** The reader, whose read would have blocked. */
    @Actor
    public void future() {
      word.clear(seen, Direction.READ);
    }

    /** The thread that selects: its clear, if first, is of the older event. */
    @Actor
    public void poller() {
      event();
    }

    /** Whether the next read is tried. */
    @Arbiter
    public void end(I_Result r) {
      r.r1 = Readiness.isReady(word.readiness(), Direction.READ) ? 1 : 0;
    }
  }
}
