package dev.pollux.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Stress;
import dev.pollux.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsStressTest {
  private static final int SENDERS = 3;
  private static final int EACH = 20_000;

  /** Message n of sender s is s + n * SENDERS: each must arrive once, those of one in order. */
  @ParameterizedTest(name = "capacity {0}")
  @ValueSource(ints = {1, 3, 100, Integer.MAX_VALUE})
  void everyMessage_arrivesOnceAndInOrder(int capacity) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(capacity, 4));
    List<Mpsc.Sender<Integer>> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(channel.sender().copy());
    }
    channel.sender().close();
    int[] next = new int[SENDERS];

    Stress.together(
        1 + SENDERS,
        Stress.seed("ChannelsStressTest"),
        (thread, random) -> {
          if (thread < SENDERS) {
            Mpsc.Sender<Integer> sender = senders.get(thread);
            for (int n = 0; n < EACH; n++) {
              if (random.nextInt(8) > 0 || !sender.trySend(thread + n * SENDERS)) {
                Stress.await(sender.send(thread + n * SENDERS));
              }
            }
            sender.close();
            return;
          }
          Integer message = Stress.await(channel.receiver().receive());
          while (message != null) {
            int sender = message % SENDERS;
            assertEquals(next[sender]++, message / SENDERS, "FIFO for sender " + sender);
            message = Stress.await(channel.receiver().receive());
          }
        });

    for (int sent : next) {
      assertEquals(EACH, sent);
    }
    assertTrue(channel.receiver().isAtEnd());
  }

  /** Sends that are given up at any moment: what ended well has arrived, what did not has not. */
  @Test
  void cancelledSends_loseNeitherRoomNorMessages() throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(new MpscCore<>(2, 4));
    List<Mpsc.Sender<Integer>> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(channel.sender().copy());
    }
    channel.sender().close();
    AtomicLong sent = new AtomicLong();
    AtomicLong received = new AtomicLong();

    Stress.together(
        1 + SENDERS,
        Stress.seed("ChannelsStressTest"),
        (thread, random) -> {
          if (thread < SENDERS) {
            Context once = Context.of(Waker.noop());
            Mpsc.Sender<Integer> sender = senders.get(thread);
            for (int n = 1; n <= EACH; n++) {
              Future<Void> sending = sender.send(n);
              if (random.nextInt(3) == 0) {
                Poll<Void> poll = sending.poll(once);
                for (int i = random.nextInt(50); i > 0; i--) {
                  Thread.onSpinWait();
                }
                if (poll.isPending()) {
                  sending.cancel();
                  continue;
                }
              } else {
                Stress.await(sending);
              }
              sent.addAndGet(n);
            }
            sender.close();
            return;
          }
          Integer message = Stress.await(channel.receiver().receive());
          while (message != null) {
            received.addAndGet(message);
            message = Stress.await(channel.receiver().receive());
          }
        });

    assertEquals(sent.get(), received.get());
    assertTrue(channel.receiver().isAtEnd(), "all room was given back");
  }

  /** A receiver that closes at any moment: each send ends, and what was sent is received. */
  @Test
  void receiverThatCloses_leavesNobodyWaiting() throws Exception {
    int rounds = 3_000;
    AtomicIntegerArray sent = new AtomicIntegerArray(rounds);
    AtomicIntegerArray received = new AtomicIntegerArray(rounds);
    List<Mpsc.Channel<Integer>> channels = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      channels.add(Mpsc.channel(new MpscCore<>(1, 2)));
    }

    Stress.together(
        3,
        Stress.seed("ChannelsStressTest"),
        (thread, random) -> {
          for (int round = 0; round < rounds; round++) {
            Mpsc.Channel<Integer> channel = channels.get(round);
            if (thread < 2) {
              for (int n = 0; n < 3; n++) {
                int place = round;
                Stress.await(
                    channel
                        .sender()
                        .send(n)
                        .map(done -> sent.incrementAndGet(place))
                        .recover(ChannelClosedException.class, closed -> 0));
              }
            } else {
              for (int n = random.nextInt(4); n > 0; n--) {
                assertTrue(Stress.await(channel.receiver().receive()) != null);
                received.incrementAndGet(round);
              }
              channel.receiver().close();
              while (Stress.await(channel.receiver().receive()) != null) {
                received.incrementAndGet(round);
              }
            }
          }
        });

    for (int round = 0; round < rounds; round++) {
      assertEquals(sent.get(round), received.get(round), "round " + round);
    }
  }

  /**
   * Send against cancel: true from send means received or, at the latest, found by the receiver.
   */
  @Test
  void oneshots_arriveOrSayThatTheyDidNot() throws Exception {
    int rounds = 20_000;
    List<Oneshot.Channel<Integer>> channels = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      channels.add(Oneshot.channel());
    }
    boolean[] abandoned = new boolean[rounds];
    boolean[] sent = new boolean[rounds];
    AtomicLong failed = new AtomicLong();
    AtomicIntegerArray met = new AtomicIntegerArray(rounds);

    Stress.together(
        2,
        Stress.seed("ChannelsStressTest"),
        (thread, random) -> {
          Context once = Context.of(Waker.noop());
          for (int round = 0; round < rounds; round++) {
            Oneshot.Channel<Integer> channel = channels.get(round);
            met.incrementAndGet(round);
            while (met.get(round) < 2) {
              Thread.yield();
            }
            if (thread == 0) {
              if (round % 7 == 0) {
                channel.sender().close();
              } else {
                sent[round] = channel.sender().send(round);
              }
            } else if (random.nextInt(4) == 0) {
              if (round % 7 != 0 && channel.receiver().poll(once).isPending()) {
                channel.receiver().cancel();
                abandoned[round] = true;
              }
            } else {
              int expected = round % 7 == 0 ? -1 : round;
              int got =
                  Stress.await(
                      channel.receiver().recover(ChannelClosedException.class, closed -> -1));
              assertEquals(expected, got);
              if (got == -1) {
                failed.incrementAndGet();
              }
            }
          }
        });

    assertTrue(failed.get() > 0);
    for (int round = 0; round < rounds; round++) {
      assertTrue(sent[round] || abandoned[round] || round % 7 == 0, "round " + round);
    }
  }
}
