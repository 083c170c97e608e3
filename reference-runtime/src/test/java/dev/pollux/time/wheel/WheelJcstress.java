package dev.pollux.time.wheel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pollux.Waker;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The claims of {@link TimerWheel} and {@link TimerWheels}, on a wheel of two levels of four. */
final class WheelJcstress {

  private WheelJcstress() {}

  private static final class Clock implements TimeSource {
    private volatile long nanos = Long.MAX_VALUE - 2; // wraps around on the way

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }
  }

  private static final class Entry extends TimerEntry {}

  private static final class Count implements Waker {
    private final AtomicInteger wakes = new AtomicInteger();

    @Override
    public void wake() {
      wakes.getAndIncrement();
    }

    int get() {
      return wakes.get();
    }
  }

  private abstract static class OneWheel {
    private final Clock clock = new Clock();
    final TimerWheel wheel = new TimerWheel(new TimeOrigin(clock), deadline -> {}, 1, 2, 2);
    final Entry a = new Entry();
    final Entry b = new Entry();
    final Count wakesA = new Count();
    final Count wakesB = new Count();

    final void pass(long nanos) {
      clock.nanos += nanos;
    }
  }

  /** A timer is filed while time comes to it. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it was due at once, or woken once")
  @Outcome(expect = FORBIDDEN, desc = "a wake-up was lost, or came as well as the answer")
  @State
  public static class FileAgainstAdvance extends OneWheel {
    private boolean due;

    /** The sleep's owner. */
    @Actor
    public void owner() {
      due = wheel.file(a, 3, wakesA);
    }

    /** Who turns the wheel. */
    @Actor
    public void driver() {
      pass(5);
      wheel.advance();
    }

    /** Turns it once more, for what was filed after that. */
    @Arbiter
    public void arbiter(II_Result result) {
      wheel.advance();
      result.r1 = (due ? 1 : 0) + wakesA.get();
      result.r2 = a.isFired() ? 1 : 0;
    }
  }

  /** Two threads turn the wheel at once. */
  @JCStressTest
  @Outcome(id = "2, 1, 1", expect = ACCEPTABLE, desc = "each timer is fired by one of them")
  @Outcome(expect = FORBIDDEN, desc = "a timer was fired twice or by neither")
  @State
  public static class AdvanceAgainstAdvance extends OneWheel {
    private int byOwner;
    private int bySearcher;

    /** Two timers of a slot of the second level are due. */
    public AdvanceAgainstAdvance() {
      wheel.file(a, 5, wakesA);
      wheel.file(b, 6, wakesB);
      pass(7);
    }

    /** The worker whose wheel it is. */
    @Actor
    public void owner() {
      byOwner = wheel.advance();
    }

    /** Another worker. */
    @Actor
    public void searcher() {
      bySearcher = wheel.advance();
    }

    /** Counts. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r1 = byOwner + bySearcher;
      result.r2 = wakesA.get();
      result.r3 = wakesB.get();
    }
  }

  /** A timer is cancelled while it is fired, or moved with its neighbour. */
  @JCStressTest
  @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "cancelled in time")
  @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "its waker had been taken already")
  @Outcome(expect = FORBIDDEN, desc = "something stays behind, or the neighbour suffered")
  @State
  public static class CancelAgainstAdvance extends OneWheel {

    /** Both in one slot of the second level. */
    public CancelAgainstAdvance() {
      wheel.file(a, 5, wakesA);
      wheel.file(b, 6, wakesB);
      pass(6);
    }

    /** The sleep's owner. */
    @Actor
    public void owner() {
      wheel.cancel(a);
    }

    /** Who turns the wheel. */
    @Actor
    public void driver() {
      wheel.advance();
    }

    /** What is left. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r1 = wakesA.get();
      result.r2 = wheel.size() + (a.isFired() || a.isFiled() ? 10 : 0);
      result.r3 = wakesB.get();
    }
  }

  /** A timer is set anew for later while it is fired. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "set anew in time: woken at the new time")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "fired before, and again at the new time")
  @Outcome(expect = FORBIDDEN, desc = "the new time was lost, or came twice")
  @State
  public static class ResetAgainstAdvance extends OneWheel {

    /** Due. */
    public ResetAgainstAdvance() {
      wheel.file(a, 3, wakesA);
      pass(4);
    }

    /** The sleep's owner. */
    @Actor
    public void owner() {
      wheel.file(a, 9, wakesA);
    }

    /** Who turns the wheel. */
    @Actor
    public void driver() {
      wheel.advance();
    }

    /** The new time comes. */
    @Arbiter
    public void arbiter(II_Result result) {
      pass(6);
      wheel.advance();
      result.r1 = wakesA.get();
      result.r2 = a.isFired() ? 1 : 0;
    }
  }

  /** Another task polls the sleep while it is fired. */
  @JCStressTest
  @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "fired before: the new poll is told so")
  @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the new waker is called")
  @Outcome(expect = FORBIDDEN, desc = "nobody knows, or both")
  @State
  public static class RenewAgainstAdvance extends OneWheel {
    private boolean fired;

    /** Due. */
    public RenewAgainstAdvance() {
      wheel.file(a, 3, wakesA);
      pass(4);
    }

    /** The sleep's owner. */
    @Actor
    public void owner() {
      fired = wheel.renew(a, wakesB);
    }

    /** Who turns the wheel. */
    @Actor
    public void driver() {
      wheel.advance();
    }

    /** Who was told. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r1 = fired ? 1 : 0;
      result.r2 = wakesA.get();
      result.r3 = wakesB.get();
    }
  }

  /** One timer of a slot is cancelled while another is filed there. */
  @JCStressTest
  @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the other one is there")
  @Outcome(expect = FORBIDDEN, desc = "the ring is broken")
  @State
  public static class FileAgainstCancel extends OneWheel {
    private int left;

    /** One is there. */
    public FileAgainstCancel() {
      wheel.file(a, 9, wakesA);
    }

    /** One owner. */
    @Actor
    public void canceller() {
      wheel.cancel(a);
    }

    /** Another. */
    @Actor
    public void filer() {
      wheel.file(b, 9, wakesB);
    }

    /** Fires what is left. */
    @Arbiter
    public void arbiter(III_Result result) {
      left = wheel.size();
      pass(9);
      wheel.advance();
      result.r1 = left;
      result.r2 = wakesA.get();
      result.r3 = wakesB.get();
    }
  }

  /** The poll that a wake leads to finds its sleep fired, without the lock. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not yet woken")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "fired, and about to be woken")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "woken, and fired")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "woken, and pending again for ever")
  @State
  public static class WakeAgainstPoll extends OneWheel {

    /** Due. */
    public WakeAgainstPoll() {
      wheel.file(a, 3, wakesA);
      pass(4);
    }

    /** Who turns the wheel. */
    @Actor
    public void driver() {
      wheel.advance();
    }

    /** The next poll. */
    @Actor
    public void owner(II_Result result) {
      result.r1 = wakesA.get();
      result.r2 = a.isFired() ? 1 : 0;
    }
  }

  /** A timer is filed while the driver goes to sleep until a later one of another wheel. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the sleeper knows of the timer")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the filer ends the sleep")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the timer is slept through")
  @State
  public static class EarlierTimerAgainstSleep {
    private static final long MS = 1_000_000;
    private final Count woken = new Count();
    private final TimerWheels wheels = new TimerWheels(new Clock(), 2, woken::wake);
    private boolean known;

    /** The other wheel has a timer that is later. */
    public EarlierTimerAgainstSleep() {
      wheels.wheel(1).file(new Entry(), 9 * MS, Waker.noop());
    }

    /** A worker. */
    @Actor
    public void filer() {
      wheels.wheel(0).file(new Entry(), 3 * MS, Waker.noop());
    }

    /** Who holds the driver. */
    @Actor
    public void sleeper() {
      known = wheels.beginSleep() <= 3 * MS;
    }

    /** Who saw the other. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = known ? 1 : 0;
      result.r2 = Math.min(1, woken.get());
    }
  }
}
