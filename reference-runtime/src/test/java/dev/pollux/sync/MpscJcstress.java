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

/** The claims of the table in {@link MpscCore}, with small blocks and little room. */
final class MpscJcstress {

  private MpscJcstress() {}

  /** A message is put while the receiver looks for one: slot and {@code waiting}. */
  @JCStressTest
  @Outcome(id = "1, 0, 42", expect = ACCEPTABLE, desc = "it was there")
  @Outcome(id = "1, 1, 42", expect = ACCEPTABLE, desc = "it came meanwhile, and so did the wake-up")
  @Outcome(id = "0, 1, 42", expect = ACCEPTABLE, desc = "it was not, and the receiver is woken")
  @Outcome(expect = FORBIDDEN, desc = "a lost wake-up, or a lost message")
  @State
  public static class SendMeetsReceive {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(2, 2));
    private final Mpsc.Sender<Integer> sender = channel.sender();
    private final Mpsc.Receiver<Integer> receiver = channel.receiver();
    private final Polled<Integer> receiving = new Polled<>(receiver.receive());

    /** A sender. */
    @Actor
    public void sender() {
      sender.trySend(42);
    }

    /** The receiver. */
    @Actor
    public void receiver(III_Result result) {
      result.r1 = receiving.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r2 = receiving.woken();
      receiving.poll();
      Integer value = receiving.value();
      result.r3 = value == null ? 0 : value;
    }
  }

  /** Room is made while a sender begins to wait for it: head and {@code queued}. */
  @JCStressTest
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "there was room")
  @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "there was none, and the sender is woken")
  @Outcome(expect = FORBIDDEN, desc = "a sender that waits although there is room")
  @State
  public static class ReceiveMeetsFullSend {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(1, 2));
    private final Mpsc.Sender<Integer> sender = channel.sender();
    private final Mpsc.Receiver<Integer> receiver = channel.receiver();
    private final Polled<Void> sending = new Polled<>(sender.send(2));

    /** How it begins. */
    public ReceiveMeetsFullSend() {
      sender.trySend(1);
    }

    /** The receiver. */
    @Actor
    public void receiver() {
      Integer taken = receiver.tryReceive();
      assert taken != null;
    }

    /** A sender. */
    @Actor
    public void sender(III_Result result) {
      result.r1 = sending.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r2 = sending.woken();
      sending.poll();
      Integer value = receiver.tryReceive();
      result.r3 = value == null ? 0 : value;
    }
  }

  /** Two send past the ends of blocks: all arrives, that of each in its order. */
  @JCStressTest
  @Outcome(id = "1234, 5678", expect = ACCEPTABLE, desc = "all, in order")
  @Outcome(expect = FORBIDDEN, desc = "lost, twice, or out of order")
  @State
  public static class SendersMeetAtBlockEnds {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(8, 1));
    private final Mpsc.Sender<Integer> sender = channel.sender();
    private final Mpsc.Receiver<Integer> receiver = channel.receiver();

    /** A sender. */
    @Actor
    public void one() {
      for (int i = 1; i <= 4; i++) {
        sender.trySend(i);
      }
    }

    /** Another. */
    @Actor
    public void other() {
      for (int i = 5; i <= 8; i++) {
        sender.trySend(i);
      }
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      for (Integer next = receiver.tryReceive(); next != null; next = receiver.tryReceive()) {
        if (next <= 4) {
          result.r1 = result.r1 * 10 + next;
        } else {
          result.r2 = result.r2 * 10 + next;
        }
      }
    }
  }

  /** The first who waits gives up while room is made: it is the second's. */
  @JCStressTest
  @Outcome(id = "1, 3", expect = ACCEPTABLE, desc = "the second sent")
  @Outcome(expect = FORBIDDEN, desc = "room that was granted to nobody, or to one that is gone")
  @State
  public static class CancelMeetsRoom {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(1, 2));
    private final Mpsc.Sender<Integer> sender = channel.sender();
    private final Mpsc.Receiver<Integer> receiver = channel.receiver();
    private final Polled<Void> first = new Polled<>(sender.send(2));
    private final Polled<Void> second = new Polled<>(sender.send(3));

    /** How it begins. */
    public CancelMeetsRoom() {
      sender.trySend(1);
      first.poll();
      second.poll();
    }

    /** The receiver. */
    @Actor
    public void receiver() {
      Integer taken = receiver.tryReceive();
      assert taken != null;
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
      second.poll();
      Integer value = receiver.tryReceive();
      result.r2 = value == null ? 0 : value;
    }
  }

  /**
   * The receiver is closed while a message is sent: it is refused, or it comes before what the
   * receiver takes for the end.
   */
  @JCStressTest
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "sent in time")
  @Outcome(id = "-1, 0, 0", expect = ACCEPTABLE, desc = "refused")
  @Outcome(expect = FORBIDDEN, desc = "said to be sent, and not received before the end")
  @State
  public static class CloseMeetsSend {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(1, 2));
    private final Mpsc.Sender<Integer> sender = channel.sender();
    private final Mpsc.Receiver<Integer> receiver = channel.receiver();
    private final Polled<Void> sending = new Polled<>(sender.send(2));
    private boolean ended;
    private int received;

    /** The receiver. */
    @Actor
    public void receiver() {
      receiver.close();
      received = take();
      ended = received == 0 && receiver.isAtEnd();
    }

    /** A sender. */
    @Actor
    public void sender(III_Result result) {
      result.r1 = sending.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r2 = received == 0 && !ended ? take() : received;
      result.r3 = take();
    }

    private int take() {
      Integer value = receiver.tryReceive();
      return value == null ? 0 : value;
    }
  }

  /** The receiver is closed while a sender begins to wait. */
  @JCStressTest
  @Outcome(id = "-1, 0, -1", expect = ACCEPTABLE, desc = "refused")
  @Outcome(id = "0, 1, -1", expect = ACCEPTABLE, desc = "it waited, is woken and refused")
  @Outcome(expect = FORBIDDEN, desc = "a sender that waits for ever")
  @State
  public static class CloseMeetsFullSend {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(1, 2));
    private final Mpsc.Sender<Integer> sender = channel.sender();
    private final Mpsc.Receiver<Integer> receiver = channel.receiver();
    private final Polled<Void> sending = new Polled<>(sender.send(2));

    /** How it begins. */
    public CloseMeetsFullSend() {
      sender.trySend(1);
    }

    /** The receiver. */
    @Actor
    public void receiver() {
      receiver.close();
    }

    /** A sender. */
    @Actor
    public void sender(III_Result result) {
      result.r1 = sending.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(III_Result result) {
      result.r2 = sending.woken();
      result.r3 = sending.poll();
    }
  }

  /** The last sender is closed while the receiver begins to wait. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it was there")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it was not, and the receiver is woken")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it came meanwhile, and so did the wake-up")
  @Outcome(expect = FORBIDDEN, desc = "a receiver that waits for ever")
  @State
  public static class LastCloseMeetsReceive {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(1, 2));
    private final Mpsc.Sender<Integer> sender = channel.sender();
    private final Mpsc.Receiver<Integer> receiver = channel.receiver();
    private final Polled<Integer> receiving = new Polled<>(receiver.receive());

    /** The last sender. */
    @Actor
    public void closer() {
      sender.close();
    }

    /** The receiver. */
    @Actor
    public void receiver(II_Result result) {
      result.r1 = receiving.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r2 = receiving.woken();
    }
  }

  /** The last room is given back while the receiver begins to wait for the end. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it was there")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it was not, and the receiver is woken")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it came meanwhile, and so did the wake-up")
  @Outcome(expect = FORBIDDEN, desc = "a receiver that waits for ever")
  @State
  public static class LastRoomMeetsReceive {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(1, 2));
    private final Mpsc.Sender<Integer> sender = channel.sender();
    private final Mpsc.Receiver<Integer> receiver = channel.receiver();
    private final Polled<Integer> receiving = new Polled<>(receiver.receive());
    private final Polled<Mpsc.Room<Integer>> reserving = new Polled<>(sender.reserve());

    /** How it begins. */
    public LastRoomMeetsReceive() {
      reserving.poll();
      sender.close();
    }

    /** Who has the room. */
    @Actor
    public void closer() {
      Mpsc.Room<Integer> room = reserving.value();
      if (room != null) {
        room.close();
      }
    }

    /** The receiver. */
    @Actor
    public void receiver(II_Result result) {
      result.r1 = receiving.poll();
    }

    /** Looks at what remains. */
    @Arbiter
    public void arbiter(II_Result result) {
      result.r2 = receiving.woken();
    }
  }
}
