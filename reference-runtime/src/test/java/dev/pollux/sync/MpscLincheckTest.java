package dev.pollux.sync;

import dev.pollux.Models;
import dev.pollux.Poll;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A channel for two messages, in blocks of two, with two senders and a receiver. A message whose
 * sender is half way hides later ones from the receiver, so the calls return nothing; what counts
 * is checked when all is quiet: each message that was sent comes once, in its sender's order, and
 * nobody who could go on was forgotten.
 */
@Tag("lincheck")
public class MpscLincheckTest {
  private static final int CAPACITY = 2;
  private static final int BLOCK = 2;

  private final Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(CAPACITY, BLOCK));
  private final Party one = new Party(100, channel.sender());
  private final Party other = new Party(200, channel.sender().copy());
  private final Journal<@Nullable Integer> receiver = new Journal<>();
  private boolean ended;

  /** A sender, and what the receiver got of it. */
  private static final class Party {
    private final int base;
    private final Mpsc.Sender<Integer> sender;
    private final Journal<Void> task = new Journal<>();
    private int sent;
    private int received;

    Party(int base, Mpsc.Sender<Integer> sender) {
      this.base = base;
      this.sender = sender;
    }

    void send() {
      if (!task.isWaiting()) {
        task.await(sender.send(base + sent));
      }
      try {
        sent += task.poll() == null ? 0 : 1;
      } catch (Exception receiverClosed) {
        // It was not sent.
      }
    }

    void trySend() {
      if (!task.isWaiting() && sender.trySend(base + sent)) {
        sent++;
      }
    }
  }

  @Operation(nonParallelGroup = "one")
  public void sendByOne() {
    one.send();
  }

  @Operation(nonParallelGroup = "one")
  public void trySendByOne() {
    one.trySend();
  }

  @Operation(nonParallelGroup = "one")
  public void giveUpByOne() {
    one.task.cancel();
  }

  @Operation(nonParallelGroup = "other")
  public void sendByOther() {
    other.send();
  }

  @Operation(nonParallelGroup = "receiver")
  public void receive() throws Exception {
    if (!ended) {
      if (!receiver.isWaiting()) {
        receiver.await(channel.receiver().receive());
      }
      take(receiver.poll());
    }
  }

  @Operation(nonParallelGroup = "receiver", runOnce = true)
  public void closeReceiver() {
    channel.receiver().close();
  }

  private void take(@Nullable Poll<@Nullable Integer> poll) {
    if (poll != null) {
      Integer message = poll.get();
      ended |= message == null;
      if (message != null) {
        note(message);
      }
    }
  }

  private void note(int message) {
    Party party = message < other.base ? one : other;
    if (message != party.base + party.received) {
      throw new IllegalStateException(message + " after " + party.received + " of its sender's");
    }
    party.received++;
  }

  /** Lincheck calls it after each run. */
  @Validate
  public void nothingIsLostAndNobodyForgotten() {
    take(receiver.checkNotForgotten());
    for (Party party : new Party[] {one, other}) {
      if (party.task.checkNotForgotten() != null && !party.task.hasFailed()) {
        party.sent++;
      }
    }
    for (Integer message = channel.receiver().tryReceive();
        message != null;
        message = channel.receiver().tryReceive()) {
      note(message);
    }
    if (one.received != one.sent || other.received != other.sent) {
      throw new IllegalStateException("not every message that was sent came, or one too many did");
    }
  }

  @Test
  void sendersAgainstReceiver_modelChecked() {
    Models.explore(MpscLincheckTest.class, 3, 3);
  }

  @Test
  @EnabledIfSystemProperty(named = "pollux.proof", matches = "long")
  void sendersAgainstReceiver_stressed() {
    Models.stress(MpscLincheckTest.class, 3, 3);
  }
}
