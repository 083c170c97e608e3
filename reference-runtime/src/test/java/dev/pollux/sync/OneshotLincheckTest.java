package dev.pollux.sync;

import dev.pollux.Models;
import dev.pollux.Poll;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two send, one may give up sending, and a task receives or gives up. */
@Tag("lincheck")
public class OneshotLincheckTest {
  private final Oneshot.Channel<Integer> channel = Oneshot.channel();
  private final Journal<Integer> receiver = new Journal<>();
  private boolean begun;

  @Operation
  public boolean sendOne() {
    return channel.sender().send(1);
  }

  @Operation
  public boolean sendTwo() {
    return channel.sender().send(2);
  }

  @Operation
  public void closeSender() {
    channel.sender().close();
  }

  @Operation
  public boolean isClosed() {
    return channel.sender().isClosed();
  }

  @Operation(nonParallelGroup = "receiver")
  public String receive() {
    if (!begun) {
      begun = true;
      receiver.await(channel.receiver());
    }
    if (!receiver.isWaiting()) {
      return "ended";
    }
    try {
      Poll<Integer> poll = receiver.poll();
      return poll == null ? "waits" : "got " + poll.get();
    } catch (Exception closed) {
      return "closed";
    }
  }

  @Operation(nonParallelGroup = "receiver")
  public void closeReceiver() {
    begun = true;
    receiver.cancel();
    channel.receiver().close();
  }

  /** Lincheck calls it after each run. */
  @Validate
  public void receiverIsNotForgotten() {
    receiver.checkNotForgotten();
  }

  @Test
  void sendersAgainstReceiver_modelChecked() {
    Models.explore(OneshotLincheckTest.class, Specification.class, 3, 3);
  }

  @Test
  @EnabledIfSystemProperty(named = "pollux.proof", matches = "long")
  void sendersAgainstReceiver_stressed() {
    Models.stress(OneshotLincheckTest.class, Specification.class, 3, 3);
  }

  /** A box. */
  public static class Specification {
    private @Nullable Integer value;
    private boolean abandoned;
    private boolean gone;

    public boolean sendOne() {
      return send(1);
    }

    public boolean sendTwo() {
      return send(2);
    }

    private boolean send(int sent) {
      if (value != null || abandoned || gone) {
        return false;
      }
      value = sent;
      return true;
    }

    public void closeSender() {
      abandoned |= value == null && !gone;
    }

    public boolean isClosed() {
      return gone;
    }

    public String receive() {
      if (gone) {
        return "ended";
      }
      gone = value != null || abandoned;
      return value != null ? "got " + value : abandoned ? "closed" : "waits";
    }

    public void closeReceiver() {
      gone = true;
    }
  }
}
