package dev.pollux.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Future;
import dev.pollux.HandCranked;
import dev.pollux.PollAfterEndException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MpscTest {
  private final HandCranked executor = new HandCranked();
  private final Mpsc.Channel<String> channel = Mpsc.bounded(2);
  private final Mpsc.Sender<String> sender = channel.sender();
  private final Mpsc.Receiver<String> receiver = channel.receiver();

  private HandCranked.Task<Void> send(String message) {
    return executor.start(sender.send(message));
  }

  private HandCranked.Task<String> receive() {
    return executor.start(receiver.receive());
  }

  private void fill() {
    assertTrue(sender.trySend("1"));
    assertTrue(sender.trySend("2"));
  }

  @Test
  void messages_arriveInTheirOrder() {
    assertTrue(send("1").isDone());
    assertTrue(send("2").isDone());

    assertEquals("1", receive().value());
    assertEquals("2", receive().value());
  }

  @Test
  void building_sendsAndReceivesNothing() {
    Future<Void> sending = sender.send("1");
    Future<String> receiving = receiver.receive();

    assertEquals(0, receiver.size());
    assertTrue(executor.start(sending).isDone());
    assertEquals(1, receiver.size());
    receiving.cancel();
    assertEquals("1", receive().value());
  }

  @Test
  void receiveBeforeSend_isWoken() {
    HandCranked.Task<String> receiving = receive();
    assertFalse(receiving.isDone());

    assertTrue(sender.trySend("1"));
    executor.run();

    assertEquals("1", receiving.value());
    assertEquals(2, receiving.polls);
  }

  @Test
  void sendToAFullChannel_waitsForRoom() {
    fill();
    HandCranked.Task<Void> third = send("3");
    assertFalse(third.isDone());

    assertEquals("1", receive().value());
    executor.run();

    assertTrue(third.isDone());
    assertEquals("2", receive().value());
    assertEquals("3", receive().value());
  }

  @Test
  void waitingSenders_goOnInTheOrderInWhichTheyCame() {
    fill();
    HandCranked.Task<Void> third = send("3");
    HandCranked.Task<Void> fourth = send("4");

    assertEquals("1", receive().value());
    executor.run();

    assertTrue(third.isDone());
    assertFalse(fourth.isDone());
    assertEquals("2", receive().value());
    executor.run();
    assertTrue(fourth.isDone());
  }

  @Test
  void trySendToAFullChannel_isRefused() {
    fill();

    assertFalse(sender.trySend("3"));
    assertEquals(2, receiver.size());
  }

  @Test
  void trySend_doesNotPassThoseWhoWait() {
    fill();
    HandCranked.Task<Void> third = send("3");

    assertEquals("1", receiver.tryReceive());
    assertFalse(sender.trySend("4"), "the room is the third's");
    executor.run();

    assertTrue(third.isDone());
  }

  @Test
  void cancelledSend_leavesTheQueueAndSendsNothing() {
    fill();
    HandCranked.Task<Void> third = send("3");
    HandCranked.Task<Void> fourth = send("4");

    third.abort();
    assertEquals("1", receive().value());
    executor.run();

    assertTrue(fourth.isDone());
    assertEquals("2", receive().value());
    assertEquals("4", receive().value());
  }

  @Test
  void sendCancelledAfterItsRoomWasGranted_passesTheRoomOn() {
    fill();
    HandCranked.Task<Void> third = send("3");
    HandCranked.Task<Void> fourth = send("4");
    assertEquals("1", receiver.tryReceive());

    third.abort();
    executor.run();

    assertTrue(fourth.isDone());
    assertEquals("2", receive().value());
    assertEquals("4", receive().value());
  }

  @Test
  void lastSendCancelledAfterItsRoomWasGranted_givesTheRoomBack() {
    fill();
    HandCranked.Task<Void> third = send("3");
    assertEquals("1", receiver.tryReceive());

    third.abort();

    assertTrue(sender.trySend("4"));
  }

  @Test
  void sendCancelledInTheMiddleOfTheQueue_keepsItsNeighbours() {
    fill();
    HandCranked.Task<Void> third = send("3");
    HandCranked.Task<Void> fourth = send("4");
    HandCranked.Task<Void> fifth = send("5");

    fourth.abort();
    assertEquals("1", receive().value());
    assertEquals("2", receive().value());
    executor.run();

    assertTrue(third.isDone());
    assertTrue(fifth.isDone());
  }

  @Test
  void sendPolledByAnotherTask_wakesThatOne() {
    fill();
    Future<Void> sending = sender.send("3");
    HandCranked.Task<Void> first = executor.start(cx -> sending.poll(cx));
    HandCranked.Task<Void> second = executor.start(cx -> sending.poll(cx));

    assertEquals("1", receive().value());
    executor.run();

    assertTrue(second.isDone());
    assertEquals(1, first.polls);
  }

  @Test
  void cancelledReceive_losesNoMessage() {
    HandCranked.Task<String> receiving = receive();
    assertTrue(sender.trySend("1"));
    receiving.abort();

    assertEquals("1", receive().value());
  }

  @Test
  void cancelledReceive_isNotWoken() {
    HandCranked.Task<String> receiving = receive();
    receiving.abort();

    assertTrue(sender.trySend("1"));

    assertEquals(1, receiving.wakes, "only by being spawned");
  }

  @Test
  void receiveThatIsAbandonedWithoutCancel_takesNoWakeUpFromTheNext() {
    HandCranked.Task<String> abandoned = executor.start(receiver.receive());
    HandCranked.Task<String> next = executor.start(receiver.receive());

    assertTrue(sender.trySend("1"));

    assertEquals(2, next.wakes);
    assertEquals(2, abandoned.wakes);
  }

  @Test
  void twoReceives_getAMessageEach() {
    HandCranked.Task<String> first = receive();
    HandCranked.Task<String> second = receive();

    fill();
    executor.run();

    assertTrue(first.isDone());
    assertTrue(second.isDone());
  }

  @Test
  void threeReceivesOfWhichOneIsCancelled_keepsTheOthers() {
    HandCranked.Task<String> first = receive();
    HandCranked.Task<String> second = receive();
    HandCranked.Task<String> third = receive();
    second.abort();

    fill();
    executor.run();

    assertTrue(first.isDone());
    assertTrue(third.isDone());
  }

  @Test
  void tryReceiveFromAnEmptyChannel_givesNull() {
    assertNull(receiver.tryReceive());
    assertFalse(receiver.isAtEnd());
  }

  @Test
  void lastSenderClosed_drainsAndThenEnds() {
    fill();
    sender.close();

    assertEquals("1", receive().value());
    assertFalse(receiver.isAtEnd());
    assertEquals("2", receive().value());
    assertTrue(receiver.isAtEnd());
    assertNull(receive().value());
    assertNull(receive().value());
  }

  @Test
  void lastSenderClosed_wakesTheReceiver() {
    HandCranked.Task<String> receiving = receive();

    sender.close();
    executor.run();

    assertNull(receiving.value());
  }

  @Test
  void oneOfTwoSendersClosed_doesNotEndTheChannel() {
    Mpsc.Sender<String> other = sender.copy();
    HandCranked.Task<String> receiving = receive();

    sender.close();
    sender.close();
    executor.run();
    assertFalse(receiving.isDone());

    other.close();
    executor.run();
    assertNull(receiving.value());
  }

  @Test
  void senderClosedWhileASendWaits_stillSendsIt() {
    fill();
    HandCranked.Task<Void> third = send("3");
    sender.close();

    List<String> received = new ArrayList<>();
    received.add(receive().value());
    received.add(receive().value());
    HandCranked.Task<String> last = receive();
    executor.run();

    assertTrue(third.isDone());
    assertEquals(List.of("1", "2"), received);
    assertEquals("3", last.value());
    assertNull(receive().value());
  }

  @Test
  void lastSendCancelledAfterAllSendersClosed_endsTheChannel() {
    fill();
    HandCranked.Task<Void> third = send("3");
    sender.close();
    assertEquals("1", receiver.tryReceive());
    assertEquals("2", receiver.tryReceive());
    HandCranked.Task<String> receiving = executor.spawn(receiver.receive());
    third.abort();
    executor.run();

    assertNull(receiving.value());
  }

  @Test
  void grantedSendCancelledWhileTheReceiverWaitsForTheEnd_wakesTheReceiver() {
    fill();
    Future<Void> third = sender.send("3");
    HandCranked.Task<Void> poller = executor.start(cx -> third.poll(cx));
    sender.close();
    poller.abort();
    assertEquals("1", receiver.tryReceive());
    assertEquals("2", receiver.tryReceive());
    HandCranked.Task<String> receiving = receive();
    assertFalse(receiving.isDone(), "the third holds its room");

    third.cancel();
    executor.run();

    assertNull(receiving.value());
  }

  @Test
  void receiverClosed_failsThoseWhoWaitToSend() {
    fill();
    HandCranked.Task<Void> third = send("3");

    receiver.close();
    executor.run();

    assertInstanceOf(ChannelClosedException.class, third.thrown);
    assertEquals(
        "the receiver of this channel is closed, so the message was not sent: stop sending, or"
            + " keep the receiver open for as long as there are senders",
        third.thrown.getMessage());
  }

  @Test
  void receiverClosed_failsThoseWhoCome() {
    receiver.close();
    receiver.close();

    assertTrue(sender.isClosed());
    assertFalse(sender.trySend("1"));
    assertInstanceOf(ChannelClosedException.class, send("1").thrown);
  }

  @Test
  void receiverClosed_canStillReceiveWhatWasSent() {
    fill();

    receiver.close();

    assertEquals("1", receive().value());
    assertEquals("2", receive().value());
    assertNull(receive().value());
  }

  @Test
  void receiverClosedWithRoomGranted_stillTakesThatMessage() {
    fill();
    HandCranked.Task<Void> third = send("3");
    assertEquals("1", receiver.tryReceive());
    receiver.close();
    assertEquals("2", receiver.tryReceive());
    HandCranked.Task<String> receiving = executor.spawn(receiver.receive());

    executor.run();

    assertTrue(third.isDone());
    assertNull(third.thrown);
    assertEquals("3", receiving.value());
    assertNull(receive().value());
  }

  @Test
  void useOfAClosedSender_isRefused() {
    sender.close();

    assertThrows(IllegalStateException.class, () -> sender.trySend("1"));
    assertThrows(IllegalStateException.class, sender::copy);
    assertInstanceOf(IllegalStateException.class, send("1").thrown);
  }

  @Test
  void unboundedChannel_neverMakesASenderWait() {
    Mpsc.Channel<Integer> unbounded = Mpsc.unbounded();
    Stream<HandCranked.Task<Void>> sends =
        IntStream.range(0, 10_000).mapToObj(i -> executor.start(unbounded.sender().send(i)));

    assertTrue(sends.allMatch(HandCranked.Task::isDone));
    assertEquals(10_000, unbounded.receiver().size());
    assertEquals(
        IntStream.range(0, 10_000).boxed().toList(),
        Stream.generate(() -> unbounded.receiver().tryReceive()).limit(10_000).toList());
    unbounded.sender().close();
    assertTrue(unbounded.receiver().isAtEnd());
  }

  @Test
  void messagesAcrossBlocks_areNeitherLostNorMixedUp() {
    Mpsc.Channel<Integer> small = Mpsc.channel(new MpscCore<>(3, 2));
    List<Integer> received = new ArrayList<>();

    IntStream.range(0, 20)
        .forEach(
            i -> {
              assertTrue(small.sender().trySend(2 * i));
              assertTrue(small.sender().trySend(2 * i + 1));
              received.add(small.receiver().tryReceive());
              received.add(small.receiver().tryReceive());
            });

    assertEquals(IntStream.range(0, 40).boxed().toList(), received);
  }

  @Test
  void receiverThatAlwaysFindsAMessage_givesTheThreadBack() {
    Mpsc.Channel<Integer> unbounded = Mpsc.unbounded();
    IntStream.range(0, 1000).forEach(i -> assertTrue(unbounded.sender().trySend(i)));
    HandCranked.Task<Integer> draining = executor.spawn(drain(unbounded.receiver()));

    executor.step();

    assertEquals(1000 - HandCranked.BUDGET, unbounded.receiver().size());
    assertFalse(draining.isDone());
    draining.abort();
  }

  private static Future<Integer> drain(Mpsc.Receiver<Integer> from) {
    return from.receive().then(message -> drain(from));
  }

  @Test
  void pingPong_needsOneWakeForAMessage() {
    Mpsc.Channel<String> back = Mpsc.bounded(1);
    HandCranked.Task<String> echo =
        executor.start(receiver.receive().then(m -> back.sender().send(m).map(sent -> m)));
    HandCranked.Task<String> asking =
        executor.start(sender.send("ping").then(sent -> back.receiver().receive()));

    assertEquals("ping", echo.value());
    assertEquals("ping", asking.value());
    assertEquals(2, echo.polls);
    assertEquals(2, asking.polls);
  }

  @Test
  void sendPolledAfterItsEnd_isRefused() {
    Future<Void> sending = sender.send("1");
    assertTrue(executor.start(sending).isDone());

    assertInstanceOf(PollAfterEndException.class, executor.start(sending).thrown);
  }

  @Test
  void cancelOfASendThatWasNeverPolled_isHarmless() {
    sender.send("1").cancel();

    assertEquals(0, receiver.size());
    fill();
  }

  @Test
  void nullAsMessage_isRefused() {
    NullPointerException thrown =
        assertThrows(NullPointerException.class, () -> sender.trySend(null));

    assertTrue(thrown.getMessage().startsWith("message: null cannot be sent"));
  }

  @Test
  void capacityOfZero_isRefused() {
    assertEquals(
        "capacity < 1: 0. Use at least 1, or Mpsc.unbounded()",
        assertThrows(IllegalArgumentException.class, () -> Mpsc.bounded(0)).getMessage());
  }

  @Test
  void reservedRoom_countsAsAMessageUntilItIsUsed() {
    Mpsc.Room<String> room = executor.start(sender.reserve()).value();
    assertTrue(sender.trySend("1"));
    assertFalse(sender.trySend("2"));

    room.send("3");

    assertEquals("1", receive().value());
    assertEquals("3", receive().value());
    assertThrows(IllegalStateException.class, () -> room.send("4"));
  }

  @Test
  void reservedRoomThatIsClosed_goesToTheNextWhoWaits() {
    Mpsc.Room<String> room = executor.start(sender.reserve()).value();
    assertTrue(sender.trySend("1"));
    HandCranked.Task<Void> waiting = send("2");

    room.close();
    room.close();
    executor.run();

    assertTrue(waiting.isDone());
    assertFalse(sender.trySend("3"), "room closed twice is room for one");
  }

  @Test
  void reservedRoom_keepsAClosedChannelFromItsEnd() {
    Mpsc.Room<String> room = executor.start(sender.reserve()).value();
    receiver.close();
    HandCranked.Task<String> receiving = receive();
    assertFalse(receiving.isDone());

    room.send("1");
    executor.run();

    assertEquals("1", receiving.value());
    assertNull(receive().value());
  }

  @Test
  void reservedRoomGivenBack_letsAClosedChannelEnd() {
    Mpsc.Room<String> room = executor.start(sender.reserve()).value();
    sender.close();
    HandCranked.Task<String> receiving = receive();
    assertFalse(receiving.isDone());

    room.close();
    executor.run();

    assertNull(receiving.value());
  }

  @Test
  void reserveFromAClosedReceiver_fails() {
    receiver.close();

    assertInstanceOf(ChannelClosedException.class, executor.start(sender.reserve()).thrown);
  }

  @Test
  void receiveMany_takesWhatIsThere() {
    fill();

    assertEquals(List.of("1", "2"), executor.start(receiver.receiveMany(10)).value());
    assertTrue(sender.trySend("3"));
  }

  @Test
  void receiveMany_takesNoMoreThanItsLimit() {
    fill();

    assertEquals(List.of("1"), executor.start(receiver.receiveMany(1)).value());
    assertEquals(1, receiver.size());
  }

  @Test
  void receiveManyFromAnEmptyChannel_waits() {
    HandCranked.Task<List<String>> receiving = executor.start(receiver.receiveMany(10));
    assertFalse(receiving.isDone());

    assertTrue(sender.trySend("1"));
    executor.run();

    assertEquals(List.of("1"), receiving.value());
  }

  @Test
  void receiveManyAtTheEnd_givesNone() {
    sender.close();

    assertEquals(List.of(), executor.start(receiver.receiveMany(10)).value());
  }

  @Test
  void receiveManyOfNone_isRefused() {
    assertEquals(
        "limit < 1: 0. Take at least one message",
        assertThrows(IllegalArgumentException.class, () -> receiver.receiveMany(0)).getMessage());
  }

  @Test
  void closed_isReadyForAllWhenTheReceiverIsClosed() {
    HandCranked.Task<Void> first = executor.start(sender.closed());
    HandCranked.Task<Void> second = executor.start(sender.copy().closed());
    assertFalse(first.isDone());

    receiver.close();
    executor.run();

    assertTrue(first.isDone());
    assertTrue(second.isDone());
    assertTrue(executor.start(sender.closed()).isDone());
  }

  @Test
  void capacity_isWhatItWasMadeWith() {
    assertEquals(2, sender.capacity());
    assertEquals(Integer.MAX_VALUE, Mpsc.unbounded().sender().capacity());
  }
}
