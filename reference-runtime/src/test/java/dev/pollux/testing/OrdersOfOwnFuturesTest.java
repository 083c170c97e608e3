package dev.pollux.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.Selected;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinException;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Mpsc;
import dev.pollux.sync.Mutex;
import dev.pollux.sync.Notify;
import dev.pollux.sync.Oneshot;
import dev.pollux.sync.Semaphore;
import dev.pollux.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What our futures promise, in every order of the tasks that use them. */
class OrdersOfOwnFuturesTest {

  /** All orders of a small test, many of each, and many with polls that nobody asked for. */
  static List<Interleavings> explorers() {
    return List.of(
        Interleavings.exhaustive(3000),
        Interleavings.random(300),
        Interleavings.random(300).withSpuriousWakes());
  }

  private static Future<Void> now(Runnable what) {
    return cx -> {
      what.run();
      return Poll.ready();
    };
  }

  private static <T> Future<Boolean> send(Oneshot.Channel<T> channel, T value) {
    return cx -> Poll.ready(channel.sender().send(value));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void join_givesBothValuesWhicheverComesFirst(Interleavings orders) {
    orders.check(
        runtime -> {
          Oneshot.Channel<Integer> one = Oneshot.channel();
          Oneshot.Channel<Integer> other = Oneshot.channel();
          JoinHandle<Integer> sum =
              runtime.spawn(Futures.join(one.receiver(), other.receiver(), Integer::sum));
          JoinHandle<Boolean> first = runtime.spawn(send(one, 20));
          JoinHandle<Boolean> second = runtime.spawn(send(other, 22));

          assertEquals(42, runtime.blockOn(sum));
          assertTrue(runtime.blockOn(first) && runtime.blockOn(second));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void select_givesOneAndCancelsTheOther(Interleavings orders) {
    Set<Integer> seen = new HashSet<>();
    orders.check(
        runtime -> {
          AtomicInteger cancelled = new AtomicInteger();
          Oneshot.Channel<Integer> one = Oneshot.channel();
          Oneshot.Channel<Integer> other = Oneshot.channel();
          JoinHandle<Selected<Integer, Integer>> selecting =
              runtime.spawn(
                  Futures.select(
                      one.receiver().onCancel(cancelled::incrementAndGet),
                      other.receiver().onCancel(cancelled::incrementAndGet)));
          JoinHandle<Boolean> first = runtime.spawn(send(one, 1));
          JoinHandle<Boolean> second = runtime.spawn(send(other, 2));
          Selected<Integer, Integer> selected = runtime.blockOn(selecting);
          boolean bothSent = runtime.blockOn(first) & runtime.blockOn(second);

          int got =
              selected instanceof Selected.First<Integer, Integer> a
                  ? a.value()
                  : ((Selected.Second<Integer, Integer>) selected).value();
          seen.add(got);
          assertEquals(1, cancelled.get());
          assertTrue(bothSent || one.sender().isClosed() || other.sender().isClosed());
        });
    assertEquals(Set.of(1, 2), seen);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void race_givesTheFirstToEnd(Interleavings orders) {
    Set<Integer> seen = new HashSet<>();
    orders.check(
        runtime -> {
          List<Oneshot.Channel<Integer>> channels =
              List.of(Oneshot.channel(), Oneshot.channel(), Oneshot.channel());
          JoinHandle<Integer> racing =
              runtime.spawn(
                  Futures.race(channels.stream().map(Oneshot.Channel::receiver).toList()));
          List<JoinHandle<Boolean>> senders = new ArrayList<>();
          for (int i = 0; i < channels.size(); i++) {
            senders.add(runtime.spawn(send(channels.get(i), i)));
          }
          seen.add(runtime.blockOn(racing));
          runtime.blockOn(Futures.joinAll(senders));
        });
    assertEquals(Set.of(0, 1, 2), seen);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void mpsc_deliversAllInTheOrderOfEachSender(Interleavings orders) {
    orders.check(
        runtime -> {
          Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
          Mpsc.Sender<Integer> copy = channel.sender().copy();
          JoinHandle<Void> one = runtime.spawn(sendTwo(channel.sender(), 10));
          JoinHandle<Void> other = runtime.spawn(sendTwo(copy, 20));
          List<Integer> all = new ArrayList<>();
          for (Integer message = runtime.blockOn(channel.receiver().receive());
              message != null;
              message = runtime.blockOn(channel.receiver().receive())) {
            all.add(message);
          }
          runtime.blockOn(Futures.join(one, other, (a, b) -> null));

          assertEquals(4, all.size());
          assertTrue(all.indexOf(10) < all.indexOf(11) && all.indexOf(20) < all.indexOf(21));
        });
  }

  private static Future<Void> sendTwo(Mpsc.Sender<Integer> sender, int first) {
    return sender
        .send(first)
        .then(sent -> sender.send(first + 1))
        .map(
            sent -> {
              sender.close();
              return null;
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void mpscSenderThatIsAborted_takesNoRoomWithIt(Interleavings orders) {
    orders.check(
        runtime -> {
          Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
          assertTrue(channel.sender().trySend(1));
          JoinHandle<Void> aborted = runtime.spawn(channel.sender().send(2));
          JoinHandle<Void> waiting = runtime.spawn(channel.sender().send(3));
          JoinHandle<Void> aborting = runtime.spawn(now(aborted::abort));
          List<Integer> all = new ArrayList<>();
          all.add(runtime.blockOn(channel.receiver().receive()));
          all.add(runtime.blockOn(channel.receiver().receive()));
          runtime.blockOn(aborting);
          aborted.detach();
          all.remove(Integer.valueOf(2));
          if (!all.contains(3)) {
            all.add(runtime.blockOn(channel.receiver().receive()));
          }
          runtime.blockOn(waiting);

          assertEquals(List.of(1, 3), all);
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void semaphore_neverGivesMoreThanItHasAndLosesNone(Interleavings orders) {
    orders.check(
        runtime -> {
          Semaphore semaphore = Semaphore.of(1);
          AtomicInteger inside = new AtomicInteger();
          List<JoinHandle<Void>> users = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            users.add(
                runtime.spawn(
                    Futures.using(
                        semaphore.acquire(),
                        permit -> {
                          assertEquals(1, inside.incrementAndGet());
                          return Tasks.yieldNow()
                              .map(
                                  done -> {
                                    inside.decrementAndGet();
                                    return (Void) null;
                                  })
                              .onCancel(inside::decrementAndGet);
                        })));
          }
          JoinHandle<Void> aborting = runtime.spawn(now(() -> users.get(1).abort()));
          runtime.blockOn(users.get(0));
          runtime.blockOn(users.get(2));
          runtime.blockOn(aborting);
          users.get(1).detach();
          runtime.blockOn(semaphore.acquire().map(permit -> permit));

          assertEquals(0, semaphore.available());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void mutex_isHeldByOneAtATime(Interleavings orders) {
    orders.check(
        runtime -> {
          Mutex<List<String>> mutex = Mutex.of(new ArrayList<>());
          List<JoinHandle<Void>> writers = new ArrayList<>();
          for (String name : List.of("a", "b")) {
            writers.add(
                runtime.spawn(
                    Futures.using(
                        mutex.lock(),
                        guard -> {
                          guard.get().add(name);
                          return Tasks.yieldNow()
                              .map(
                                  done -> {
                                    guard.get().add(name);
                                    return null;
                                  });
                        })));
          }
          runtime.blockOn(Futures.joinAll(writers));
          List<String> written =
              runtime.blockOn(Futures.using(mutex.lock(), guard -> Future.ready(guard.get())));

          assertTrue(
              Set.of(List.of("a", "a", "b", "b"), List.of("b", "b", "a", "a")).contains(written));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void notifyOne_wakesOneEvenIfTheChosenOneIsAborted(Interleavings orders) {
    orders.check(
        runtime -> {
          Notify notify = Notify.create();
          JoinHandle<Void> one = runtime.spawn(notify.notified());
          JoinHandle<Void> other = runtime.spawn(notify.notified());
          JoinHandle<Void> notifying = runtime.spawn(now(notify::notifyOne));
          JoinHandle<Void> aborting = runtime.spawn(now(one::abort));
          runtime.blockOn(notifying);
          runtime.blockOn(aborting);
          boolean oneWasNotified = endedWell(runtime, one);
          if (oneWasNotified) {
            notify.notifyOne();
          }

          runtime.blockOn(other);
        });
  }

  private static boolean endedWell(AsyncRuntime runtime, JoinHandle<?> handle) {
    try {
      runtime.blockOn(handle);
      return true;
    } catch (JoinException aborted) {
      assertTrue(aborted.isAborted());
      return false;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void timeoutAgainstCompletionAtTheSameInstant_givesTheValueOrTheTimeoutAndLosesNeither(
      Interleavings orders) {
    Set<String> seen = new HashSet<>();
    orders.check(
        runtime -> {
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          JoinHandle<Boolean> sending =
              runtime.spawn(
                  Time.sleep(Duration.ofMillis(10)).map(done -> channel.sender().send(1)));
          String got;
          try {
            got =
                "value " + runtime.blockOn(Time.timeout(Duration.ofMillis(10), channel.receiver()));
          } catch (CompletionException late) {
            assertTrue(late.getCause() instanceof TimeoutException);
            got = "late";
          }
          boolean sent = runtime.blockOn(sending);

          seen.add(got);
          assertEquals(got.startsWith("value"), sent);
        });
    assertEquals(Set.of("value 1", "late"), seen);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void abortAgainstCompletion_givesOneOutcome(Interleavings orders) {
    Set<String> seen = new HashSet<>();
    orders.check(
        runtime -> {
          AtomicInteger cancelled = new AtomicInteger();
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          JoinHandle<Integer> task =
              runtime.spawn(channel.receiver().onCancel(cancelled::incrementAndGet));
          JoinHandle<Boolean> sending = runtime.spawn(send(channel, 1));
          JoinHandle<Void> aborting = runtime.spawn(now(task::abort));
          runtime.blockOn(sending);
          runtime.blockOn(aborting);
          boolean well = endedWell(runtime, task);

          seen.add(well ? "value" : "aborted");
          assertEquals(well ? 0 : 1, cancelled.get());
          assertTrue(task.isFinished());
        });
    assertEquals(Set.of("value", "aborted"), seen);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explorers")
  void close_endsEachTaskOnceWhateverItWasDoing(Interleavings orders) {
    AtomicInteger cancelled = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    List<JoinHandle<?>> handles = new ArrayList<>();
    orders.check(
        runtime -> {
          cancelled.set(0);
          ended.set(0);
          handles.clear();
          Semaphore semaphore = Semaphore.of(0);
          for (int i = 0; i < 3; i++) {
            handles.add(
                runtime.spawn(
                    Tasks.yieldNow()
                        .then(done -> semaphore.acquire())
                        .map(permit -> ended.incrementAndGet())
                        .onCancel(cancelled::incrementAndGet)));
          }
          JoinHandle<Void> adding = runtime.spawn(now(() -> semaphore.addPermits(1)));
          runtime.blockOn(adding);
          runtime.close();

          assertEquals(3, cancelled.get() + ended.get());
          assertTrue(ended.get() <= 1);
          assertTrue(handles.stream().allMatch(JoinHandle::isFinished));
        });
    assertFalse(handles.isEmpty());
  }
}
