package dev.pollux.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The claims of the table in {@link OneshotCell}, made on the class that ships. */
final class OneshotJcstress {

  private OneshotJcstress() {}

  /** The value is sent while the receiver looks for it for the first time. */
  @JCStressTest
  @Outcome(id = "1, 0, 42", expect = ACCEPTABLE, desc = "it was there")
  @Outcome(id = "0, 1, 42", expect = ACCEPTABLE, desc = "it was not, and the receiver is woken")
  @Outcome(expect = FORBIDDEN, desc = "a lost wake-up, or a lost value")
  @State
  public static class SendMeetsPoll {
    private final Oneshot.Channel<Integer> channel = Oneshot.channel();
    private final Polled<Integer> receiver = new Polled<>(channel.receiver());

    /** Anybody. */
    @Actor
    public void sender() {
      channel.sender().send(42);
    }

    /** The owner of the receiver. */
    @Actor
    public void receiver(III_Result result) {
      result.r1 = receiver.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r2 = receiver.woken();
      receiver.poll();
      Integer value = receiver.value();
      result.r3 = value == null ? 0 : value;
    }
  }

  /** One sends and another gives up sending: one of them was first, and the receiver sees which. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the value")
  @Outcome(id = "0, -1, 1", expect = ACCEPTABLE, desc = "none will come")
  @Outcome(expect = FORBIDDEN, desc = "told one thing and done another, or not woken")
  @State
  public static class SendMeetsClose {
    private final Oneshot.Channel<Integer> channel = Oneshot.channel();
    private final Polled<Integer> receiver = new Polled<>(channel.receiver());

    /** How it begins. */
    public SendMeetsClose() {
      receiver.poll();
    }

    /** Anybody. */
    @Actor
    public void sender(III_Result result) {
      result.r1 = channel.sender().send(42) ? 1 : 0;
    }

    /** Anybody. */
    @Actor
    public void closer() {
      channel.sender().close();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r3 = receiver.woken();
      result.r2 = receiver.poll();
    }
  }

  /** The receiver gives up while the value is sent: it may still arrive, a second one may not. */
  @JCStressTest
  @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "sent in time")
  @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "too late")
  @Outcome(expect = FORBIDDEN, desc = "a receiver that is gone takes a value")
  @State
  public static class SendMeetsCancel {
    private final Oneshot.Channel<Integer> channel = Oneshot.channel();
    private final Polled<Integer> receiver = new Polled<>(channel.receiver());

    /** How it begins. */
    public SendMeetsCancel() {
      receiver.poll();
    }

    /** Anybody. */
    @Actor
    public void sender(III_Result result) {
      result.r1 = channel.sender().send(42) ? 1 : 0;
    }

    /** The owner of the receiver. */
    @Actor
    public void canceller() {
      receiver.cancel();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r2 = channel.sender().send(43) ? 1 : 0;
      result.r3 = channel.sender().isClosed() ? 1 : 0;
    }
  }

  /** The receiver takes the value while somebody begins to wait for it to be gone. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it was gone")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it was not, and the other is woken")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it went meanwhile, and the wake-up came too")
  @Outcome(expect = FORBIDDEN, desc = "a lost wake-up")
  @State
  public static class WatchMeetsTake {
    private final Oneshot.Channel<Integer> channel = Oneshot.channel();
    private final Polled<Integer> receiver = new Polled<>(channel.receiver());
    private final Polled<Void> closed = new Polled<>(channel.sender().closed());

    /** How it begins. */
    public WatchMeetsTake() {
      channel.sender().send(42);
    }

    /** The owner of the receiver. */
    @Actor
    public void receiver() {
      receiver.poll();
    }

    /** The sender. */
    @Actor
    public void watcher(II_Result result) {
      result.r1 = closed.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r2 = closed.woken();
    }
  }
}
