package dev.pollux.testing;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Shared;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.ChannelClosedException;
import dev.pollux.sync.Mpsc;
import dev.pollux.sync.Mutex;
import dev.pollux.sync.Notify;
import dev.pollux.sync.Oneshot;
import dev.pollux.sync.Semaphore;
import dev.pollux.time.Interval;
import dev.pollux.time.Sleep;
import dev.pollux.time.Time;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The futures we offer keep the laws they preach: on one thread and on two, polled more or not. */
class OwnFuturesTest {
  private static final Duration MS = Duration.ofMillis(1);

  static Stream<Arguments> futures() {
    return Stream.of(
        future("sleep", () -> Time.sleep(MS)),
        future("sleep set anew", OwnFuturesTest::pushedBack),
        future("timeout in time", () -> Time.timeout(Duration.ofHours(1), Time.sleep(MS))),
        future(
            "timeout too late",
            () -> Time.timeout(MS, Future.pending()).recover(TimeoutException.class, e -> null)),
        future("interval", OwnFuturesTest::threeTicks),
        future("join", () -> Futures.join(Time.sleep(MS), Time.sleep(MS), (a, b) -> "both")),
        future("joinAll", () -> Futures.joinAll(sleeps())),
        future("tryJoinAll", () -> Futures.tryJoinAll(sleeps())),
        future("race", () -> Futures.race(sleeps())),
        future("select", () -> Futures.select(Time.sleep(Duration.ofHours(1)), Time.sleep(MS))),
        future("shared", OwnFuturesTest::sharedByTwoTasks),
        future("oneshot", OwnFuturesTest::oneshot),
        future("oneshot closed", OwnFuturesTest::oneshotClosed),
        future("mpsc", OwnFuturesTest::twoSenders),
        future("mpsc closed", OwnFuturesTest::receiverClosed),
        future("semaphore", OwnFuturesTest::semaphore),
        future("mutex", OwnFuturesTest::mutex),
        future("notify", OwnFuturesTest::notified));
  }

  private static Arguments future(String name, Callable<Future<?>> build) {
    return Arguments.of(name, build);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("futures")
  void onOneThread_keepsTheLaws(String name, Callable<Future<?>> build) throws Exception {
    ContractChecker.create().check(build).throwIfBroken();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("futures")
  void onTwoWorkersWithoutSpuriousPolls_keepsTheLaws(String name, Callable<Future<?>> build)
      throws Exception {
    ContractChecker.create().workers(2).withoutSpuriousPolls().check(build).throwIfBroken();
  }

  private static Stream<Sleep> sleepStream() {
    return IntStream.rangeClosed(1, 5).mapToObj(i -> Time.sleep(MS.multipliedBy(i)));
  }

  private static Iterable<Sleep> sleeps() {
    return sleepStream().toList();
  }

  private static Future<Void> pushedBack() {
    Sleep sleep = Time.sleep(Duration.ofHours(1));
    return Futures.join(
        sleep,
        Time.sleep(MS)
            .map(
                over -> {
                  sleep.reset(MS);
                  return over;
                }),
        (a, b) -> a);
  }

  private static Future<?> threeTicks() {
    Interval interval = Time.interval(MS);
    return interval.tick().then(first -> interval.tick()).then(second -> interval.tick());
  }

  private static Future<?> sharedByTwoTasks() {
    Shared<Void> first = Futures.shared(Time.sleep(MS));
    Shared<Void> second = first.copy();
    return Futures.lazy(
        () -> Futures.join(Tasks.spawn(first), Tasks.spawn(second), (a, b) -> "both"));
  }

  private static Future<?> oneshot() {
    Oneshot.Channel<String> channel = Oneshot.channel();
    return Futures.lazy(
        () ->
            Futures.join(
                channel.receiver(),
                Tasks.spawn(Time.sleep(MS).map(over -> channel.sender().send("value"))),
                (value, sent) -> value));
  }

  private static Future<?> oneshotClosed() {
    Oneshot.Channel<String> channel = Oneshot.channel();
    return Futures.join(
        channel.receiver().recover(ChannelClosedException.class, e -> "closed"),
        Time.sleep(MS)
            .map(
                over -> {
                  channel.sender().close();
                  return over;
                }),
        (value, over) -> value);
  }

  private static Future<?> twoSenders() {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(2);
    Mpsc.Sender<Integer> other = channel.sender().copy();
    return Futures.lazy(
        () ->
            Futures.joinAll(
                Tasks.spawn(sendAll(channel.sender(), 20)),
                Tasks.spawn(sendAll(other, 20)),
                drain(channel.receiver())));
  }

  private static Future<Void> sendAll(Mpsc.Sender<Integer> sender, int count) {
    Future<Void> sent = sender.send(count);
    return count > 0
        ? sent.then(done -> sendAll(sender, count - 1))
        : sent.map(
            done -> {
              sender.close();
              return done;
            });
  }

  private static Future<Void> drain(Mpsc.Receiver<Integer> receiver) {
    return receiver
        .receive()
        .then(message -> message == null ? Future.ready(null) : drain(receiver));
  }

  private static Future<?> receiverClosed() {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
    return Futures.join(
        sendAll(channel.sender(), 5).recover(ChannelClosedException.class, e -> null),
        Futures.join(
            channel.sender().closed(),
            Time.sleep(MS)
                .map(
                    over -> {
                      channel.receiver().close();
                      return over;
                    }),
            (a, b) -> a),
        (a, b) -> a);
  }

  private static Future<?> semaphore() {
    Semaphore semaphore = Semaphore.of(2);
    return Futures.joinAll(
        sleepStream().map(sleep -> Futures.using(semaphore.acquire(), permit -> sleep)).toList());
  }

  private static Future<?> mutex() {
    Mutex<Integer> mutex = Mutex.of(0);
    return Futures.joinAll(
        sleepStream()
            .map(
                sleep ->
                    Futures.using(
                        mutex.lock(),
                        held ->
                            sleep.map(
                                over -> {
                                  held.set(held.get() + 1);
                                  return over;
                                })))
            .toList());
  }

  private static Future<?> notified() {
    Notify notify = Notify.create();
    return Futures.join(
        Futures.joinAll(notify.notified(), notify.notified()),
        Time.sleep(MS)
            .map(
                over -> {
                  notify.notifyAllWaiters();
                  return over;
                }),
        (all, over) -> all);
  }
}
