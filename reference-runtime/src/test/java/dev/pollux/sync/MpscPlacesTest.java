package dev.pollux.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.HandCranked;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a channel counts: places, rooms and blocks, and whom it wakes when. */
class MpscPlacesTest {

  /** The index in the channel's word is as wide as this. */
  private static final long WRAP = 1L << 34;

  private final HandCranked executor = new HandCranked();

  private static void send(Mpsc.Sender<Integer> sender, int from, int to) {
    IntStream.range(from, to).forEach(i -> assertTrue(sender.trySend(i)));
  }

  private static List<Integer> receive(Mpsc.Receiver<Integer> receiver, int count) {
    return Stream.generate(receiver::tryReceive).limit(count).map(Objects::requireNonNull).toList();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 63, 64, 65, 100})
  void messagesUpToTheEndOfABlock_arriveInOrderAndLeaveNothing(int count) {
    Mpsc.Channel<Integer> channel = Mpsc.unbounded();

    send(channel.sender(), 0, count);
    assertEquals(count, channel.receiver().size());
    List<Integer> first = receive(channel.receiver(), count);
    assertNull(channel.receiver().tryReceive());
    send(channel.sender(), count, 2 * count);
    List<Integer> second = receive(channel.receiver(), count);

    assertEquals(numbers(0, count), first);
    assertEquals(numbers(count, 2 * count), second);
    assertEquals(0, channel.receiver().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 64})
  void capacityAroundABlock_isKeptExactly(int capacity) {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(capacity);
    send(channel.sender(), 0, capacity);

    assertFalse(channel.sender().trySend(-1));
    assertEquals(0, channel.receiver().tryReceive());
    assertTrue(channel.sender().trySend(capacity));
    assertFalse(channel.sender().trySend(-1));

    assertEquals(numbers(1, capacity + 1), receive(channel.receiver(), capacity));
  }

  @Test
  void indexThatWrapsAround_changesNothing() {
    Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(3, 2, WRAP - 4));
    List<Integer> received = new ArrayList<>();

    IntStream.range(0, 8)
        .forEach(
            i -> {
              send(channel.sender(), 3 * i, 3 * i + 3);
              assertFalse(channel.sender().trySend(-1), "full with three");
              assertEquals(3, channel.receiver().size());
              received.addAll(receive(channel.receiver(), 3));
              assertNull(channel.receiver().tryReceive());
            });
    channel.sender().close();

    assertEquals(numbers(0, 24), received);
    assertTrue(channel.receiver().isAtEnd());
  }

  @Test
  void senderThatWaitsAcrossTheWrap_isLetIn() {
    Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(2, 2, WRAP - 2));
    send(channel.sender(), 0, 2);
    HandCranked.Task<Void> third = executor.start(channel.sender().send(2));
    HandCranked.Task<Void> fourth = executor.start(channel.sender().send(3));

    assertEquals(List.of(0, 1), receive(channel.receiver(), 2));
    executor.run();

    assertTrue(third.isDone());
    assertTrue(fourth.isDone());
    assertEquals(List.of(2, 3), receive(channel.receiver(), 2));
  }

  @Test
  void roomsAndMessages_countTogether() {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(3);
    Mpsc.Room<Integer> first = executor.start(channel.sender().reserve()).value();
    Mpsc.Room<Integer> second = executor.start(channel.sender().reserve()).value();
    assertTrue(channel.sender().trySend(0));
    assertFalse(channel.sender().trySend(-1), "two rooms and a message");
    assertEquals(1, channel.receiver().size());

    second.close();
    assertTrue(channel.sender().trySend(1));
    first.send(2);

    assertFalse(channel.sender().trySend(-1));
    assertEquals(List.of(0, 1, 2), receive(channel.receiver(), 3));
  }

  @Test
  void twoSendersThatSendMoreThanFits_goOnInTheOrderInWhichTheyWait() {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
    Mpsc.Sender<Integer> other = channel.sender().copy();
    Future<Void> even = channel.sender().send(0).then(sent -> channel.sender().send(2));
    Future<Void> odd = other.send(1).then(sent -> other.send(3));
    executor.start(even);
    executor.start(odd);

    List<Integer> received = new ArrayList<>();
    IntStream.range(0, 4)
        .forEach(
            i -> {
              received.add(channel.receiver().tryReceive());
              executor.run();
            });

    assertEquals(List.of(0, 2, 1, 3), received);
  }

  @Test
  void waitingSenderCancelledWhenAllSendersAreClosed_endsTheChannel() {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
    Mpsc.Room<Integer> room = executor.start(channel.sender().reserve()).value();
    HandCranked.Task<Void> waiting = executor.start(channel.sender().send(1));
    channel.sender().close();
    HandCranked.Task<Integer> receiving = executor.start(channel.receiver().receive());

    room.close();
    waiting.abort();
    executor.run();

    assertNull(receiving.value());
  }

  /** A runtime's context, as far as waking after the poll goes. */
  private static final class Deferring implements Context {
    final List<Waker> deferred = new ArrayList<>();

    @Override
    public Waker waker() {
      return Waker.noop();
    }

    @Override
    public void defer(Waker waker) {
      deferred.add(waker);
    }
  }

  @Test
  void manyReceivedInOnePoll_wakesTheSendersOnceAfterItInTheirOrder() throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(3);
    send(channel.sender(), 0, 3);
    HandCranked.Task<Void> fourth = executor.start(channel.sender().send(3));
    HandCranked.Task<Void> fifth = executor.start(channel.sender().send(4));
    HandCranked.Task<Void> sixth = executor.start(channel.sender().send(5));
    Deferring cx = new Deferring();

    Poll<List<Integer>> poll = channel.receiver().receiveMany(3).poll(cx);

    assertEquals(List.of(0, 1, 2), poll.get());
    assertEquals(1, fourth.wakes, "only by being spawned");
    assertEquals(1, cx.deferred.size());
    cx.deferred.get(0).wake();
    assertEquals(2, fourth.wakes);
    assertEquals(2, fifth.wakes);
    assertEquals(2, sixth.wakes);
    executor.run();
    assertEquals(List.of(3, 4, 5), receive(channel.receiver(), 3));
  }

  @Test
  void senderCancelledBeforeItIsWokenAfterThePoll_passesItsRoomOn() throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
    send(channel.sender(), 0, 1);
    HandCranked.Task<Void> second = executor.start(channel.sender().send(1));
    HandCranked.Task<Void> third = executor.start(channel.sender().send(2));
    Deferring cx = new Deferring();
    assertEquals(0, channel.receiver().receive().poll(cx).get());

    second.abort();
    cx.deferred.get(0).wake();
    executor.run();

    assertEquals(1, second.wakes, "only by being spawned");
    assertTrue(third.isDone());
    assertEquals(2, channel.receiver().tryReceive());
  }

  @Test
  void moreLetInBeforeTheWakeUp_areWokenByIt() throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(2);
    send(channel.sender(), 0, 2);
    HandCranked.Task<Void> third = executor.start(channel.sender().send(2));
    HandCranked.Task<Void> fourth = executor.start(channel.sender().send(3));
    Deferring cx = new Deferring();

    assertEquals(0, channel.receiver().receive().poll(cx).get());
    assertEquals(1, channel.receiver().receive().poll(cx).get());
    assertEquals(1, cx.deferred.size());
    cx.deferred.get(0).wake();
    executor.run();

    assertTrue(third.isDone());
    assertTrue(fourth.isDone());
  }

  @Test
  void blockThatWasLeft_holdsNoneOfThoseAfterIt() {
    Block<Integer> first = new Block<>(0, 2);
    Block<Integer> second = Objects.requireNonNull(first.nextOrAppend());

    first.leave();

    assertEquals(2, second.start);
    assertNull(first.nextOrAppend(), "a sender that comes late begins again at the hint");
  }
}
