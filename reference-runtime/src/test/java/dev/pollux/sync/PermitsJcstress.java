package dev.pollux.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The claims of {@link Gate} and the table in {@link Permits}. */
final class PermitsJcstress {

  private PermitsJcstress() {}

  /** A permit comes back while somebody begins to wait for it. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it was there")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it was not, and the waiter is woken")
  @Outcome(expect = FORBIDDEN, desc = "a permit lies idle and somebody waits")
  @State
  public static class ReleaseMeetsAcquire {
    private final Semaphore semaphore = Semaphore.of(0);
    private final Polled<Semaphore.Permit> waiter = new Polled<>(semaphore.acquire());

    /** Who gives it back. */
    @Actor
    public void releaser() {
      semaphore.addPermits(1);
    }

    /** Who wants it. */
    @Actor
    public void acquirer(II_Result result) {
      result.r1 = waiter.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r2 = waiter.woken();
    }
  }

  /** The first who waits gives up while it is granted a permit: the second gets it. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the second has it")
  @Outcome(expect = FORBIDDEN, desc = "a permit was lost")
  @State
  public static class CancelMeetsGrant {
    private final Semaphore semaphore = Semaphore.of(0);
    private final Polled<Semaphore.Permit> first = new Polled<>(semaphore.acquire());
    private final Polled<Semaphore.Permit> second = new Polled<>(semaphore.acquire());

    /** How it begins. */
    public CancelMeetsGrant() {
      first.poll();
      second.poll();
    }

    /** Who gives it back. */
    @Actor
    public void releaser() {
      semaphore.addPermits(1);
    }

    /** The owner of the first. */
    @Actor
    public void canceller() {
      first.cancel();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = second.woken();
      result.r2 = second.poll();
    }
  }

  /** Two permits come back at once, and two wait: each gets one. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "both have one")
  @Outcome(expect = FORBIDDEN, desc = "a permit lies idle and somebody waits")
  @State
  public static class ReleasesMeet {
    private final Semaphore semaphore = Semaphore.of(0);
    private final Polled<Semaphore.Permit> first = new Polled<>(semaphore.acquire());
    private final Polled<Semaphore.Permit> second = new Polled<>(semaphore.acquire());

    /** How it begins. */
    public ReleasesMeet() {
      first.poll();
      second.poll();
    }

    /** Who gives one back. */
    @Actor
    public void one() {
      semaphore.addPermits(1);
    }

    /** Another. */
    @Actor
    public void other() {
      semaphore.addPermits(1);
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = first.woken() + second.woken();
      result.r2 = first.poll() + second.poll();
    }
  }

  /** It is closed while somebody begins to wait. */
  @JCStressTest
  @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "refused")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it waited, and is woken")
  @Outcome(expect = FORBIDDEN, desc = "somebody waits for ever")
  @State
  public static class CloseMeetsAcquire {
    private final Semaphore semaphore = Semaphore.of(0);
    private final Polled<Semaphore.Permit> waiter = new Polled<>(semaphore.acquire());

    /** Anybody. */
    @Actor
    public void closer() {
      semaphore.close();
    }

    /** Who wants a permit. */
    @Actor
    public void acquirer(II_Result result) {
      result.r1 = waiter.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r2 = waiter.woken();
    }
  }

  /**
   * It is closed while a permit comes back: who waits gets it or is refused, and the permit is
   * somewhere.
   */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "granted")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "refused, and the permit is free")
  @Outcome(expect = FORBIDDEN, desc = "neither, or both")
  @State
  public static class CloseMeetsGrant {
    private final Semaphore semaphore = Semaphore.of(0);
    private final Polled<Semaphore.Permit> waiter = new Polled<>(semaphore.acquire());

    /** How it begins. */
    public CloseMeetsGrant() {
      waiter.poll();
    }

    /** Anybody. */
    @Actor
    public void closer() {
      semaphore.close();
    }

    /** Who gives it back. */
    @Actor
    public void releaser() {
      semaphore.addPermits(1);
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = waiter.woken() == 1 ? waiter.poll() : 0;
      result.r2 = semaphore.available();
    }
  }

  /** One is notified while it begins to wait: it goes on, and no notice is kept. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the notice was kept for it")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it is woken")
  @Outcome(expect = FORBIDDEN, desc = "a lost notice")
  @State
  public static class NotifyMeetsWaiter {
    private final Notify notify = Notify.create();
    private final Polled<Void> waiter = new Polled<>(notify.notified());

    /** Anybody. */
    @Actor
    public void notifier() {
      notify.notifyOne();
    }

    /** Who waits. */
    @Actor
    public void waiter(II_Result result) {
      result.r1 = waiter.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r2 = waiter.woken();
    }
  }
}
