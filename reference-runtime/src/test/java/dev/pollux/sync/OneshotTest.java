package dev.pollux.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.HandCranked;
import dev.pollux.PollAfterEndException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OneshotTest {
  private final HandCranked executor = new HandCranked();
  private final Oneshot.Channel<String> channel = Oneshot.channel();
  private final Oneshot.Sender<String> sender = channel.sender();
  private final Oneshot.Receiver<String> receiver = channel.receiver();

  @Test
  void valueSentBeforeThePoll_isReadyAtOnce() {
    assertTrue(sender.send("value"));

    HandCranked.Task<String> task = executor.start(receiver);

    assertEquals("value", task.value());
    assertEquals(1, task.polls);
  }

  @Test
  void valueSentAfterThePoll_wakesTheReceiver() {
    HandCranked.Task<String> task = executor.start(receiver);
    assertFalse(task.isDone());

    assertTrue(sender.send("value"));
    executor.run();

    assertEquals("value", task.value());
    assertEquals(2, task.polls);
  }

  @Test
  void nullAsValue_arrives() {
    Oneshot.Channel<@Nullable String> nullable = Oneshot.channel();
    assertTrue(nullable.sender().send(null));

    assertNull(executor.start(nullable.receiver()).value());
  }

  @Test
  void secondValue_isRefused() {
    assertTrue(sender.send("first"));

    assertFalse(sender.send("second"));
    assertEquals("first", executor.start(receiver).value());
    assertFalse(sender.send("third"));
  }

  @Test
  void senderClosed_failsTheReceiverAndSaysWhatToDo() {
    HandCranked.Task<String> task = executor.start(receiver);

    sender.close();
    executor.run();

    assertInstanceOf(ChannelClosedException.class, task.thrown);
    assertEquals(
        "the sender of this oneshot was closed without sending, so there will be no value: send"
            + " one before close(), or handle this with recover",
        task.thrown.getMessage());
  }

  @Test
  void senderClosedBeforeThePoll_failsTheReceiver() {
    sender.close();

    assertInstanceOf(ChannelClosedException.class, executor.start(receiver).thrown);
  }

  @Test
  void senderClosedAfterItSent_changesNothing() {
    assertTrue(sender.send("value"));
    sender.close();

    assertEquals("value", executor.start(receiver).value());
  }

  @Test
  void sendAfterClose_isRefused() {
    sender.close();

    assertFalse(sender.send("value"));
    assertInstanceOf(ChannelClosedException.class, executor.start(receiver).thrown);
  }

  @Test
  void sendToACancelledReceiver_isRefused() {
    HandCranked.Task<String> task = executor.start(receiver);
    assertFalse(sender.isClosed());

    task.abort();

    assertTrue(sender.isClosed());
    assertFalse(sender.send("value"));
    assertEquals(1, task.wakes, "only by being spawned");
  }

  @Test
  void sendToAClosedReceiver_isRefused() {
    receiver.close();
    receiver.close();

    assertFalse(sender.send("value"));
  }

  @Test
  void closeOfAReceiverThatHasItsValue_isHarmless() {
    assertTrue(sender.send("value"));
    assertEquals("value", executor.start(receiver).value());

    receiver.close();

    assertInstanceOf(PollAfterEndException.class, executor.start(receiver).thrown);
  }

  @Test
  void receiverPolledAfterCancel_isRefused() {
    receiver.cancel();

    Throwable thrown = executor.start(receiver).thrown;

    assertInstanceOf(PollAfterEndException.class, thrown);
    assertTrue(thrown.getMessage().contains("was polled after cancel()"));
  }

  @Test
  void closed_isReadyWhenTheReceiverIsCancelled() {
    HandCranked.Task<Void> closed = executor.start(sender.closed());
    assertFalse(closed.isDone());

    receiver.cancel();
    executor.run();

    assertTrue(closed.isDone());
  }

  @Test
  void closed_isReadyWhenTheValueWasReceived() {
    HandCranked.Task<Void> closed = executor.start(sender.closed());
    assertTrue(sender.send("value"));
    executor.run();
    assertFalse(closed.isDone());

    assertEquals("value", executor.start(receiver).value());

    assertTrue(closed.isDone());
  }

  @Test
  void closedCancelled_isNotWoken() {
    HandCranked.Task<Void> closed = executor.start(sender.closed());
    closed.abort();

    receiver.cancel();

    assertEquals(1, closed.wakes, "only by being spawned");
  }
}
