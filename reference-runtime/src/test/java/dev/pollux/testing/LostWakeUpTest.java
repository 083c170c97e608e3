package dev.pollux.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.AtomicWaker;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.net.TcpListener;
import dev.pollux.net.TcpStream;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Mpsc;
import dev.pollux.sync.Oneshot;
import dev.pollux.time.Time;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Law 2: what is lost is proved at once, and what is not lost is never accused. */
class LostWakeUpTest {
  /** Far above what a proof takes, far below the limit of a test that hangs. */
  private static final ContractChecker CHECKER =
      ContractChecker.create().timeLimit(Duration.ofSeconds(20));

  private static ContractReport check(Callable<? extends Future<?>> factory) throws Exception {
    return CHECKER.check(factory);
  }

  private static void assertLost(String culprit, ContractReport report) {
    assertEquals(1, report.violations().size(), () -> report.toString());
    Violation violation = report.violations().get(0);
    assertEquals(Law.WAKE_UP_ARRANGED, violation.law());
    assertTrue(violation.future().endsWith(culprit), violation::future);
    assertNull(report.failure());
  }

  private static void assertFine(ContractReport report) {
    assertTrue(report.passed(), () -> report.lines() + " " + report.notes());
  }

  // ---- what is lost

  /** Completed by a thread of the JDK, some milliseconds after the first poll. */
  private abstract static class Later implements Future<String> {
    private boolean begun;
    volatile boolean done;

    abstract void keep(Waker waker);

    abstract void fire();

    @Override
    public Poll<String> poll(Context cx) {
      if (!begun) {
        begun = true;
        CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS)
            .execute(
                () -> {
                  done = true;
                  fire();
                });
      }
      keep(cx.waker());
      return done ? Poll.ready("late") : Poll.pending();
    }
  }

  private static final class DropsItsWaker implements Future<String> {
    @Override
    public Poll<String> poll(Context cx) {
      return Poll.pending();
    }
  }

  private static final class TellsAndDropsItsWaker implements Future<String> {
    private final Oneshot.Sender<String> polled;

    @SuppressWarnings("unused") // a second send is refused, and that is all right
    private boolean told;

    TellsAndDropsItsWaker(Oneshot.Sender<String> polled) {
      this.polled = polled;
    }

    @Override
    public Poll<String> poll(Context cx) {
      told |= polled.send("polled");
      return Poll.pending();
    }
  }

  private static final class CountsDown implements Future<Integer> {
    private int left = 9;

    @Override
    public Poll<Integer> poll(Context cx) {
      return --left == 0 ? Poll.ready(0) : Poll.pending();
    }
  }

  private static final class KeepsItToItself implements Future<String> {
    @SuppressWarnings("unused") // that nobody reads it is the mistake
    private @Nullable Waker waker;

    @Override
    public Poll<String> poll(Context cx) {
      waker = cx.waker();
      return Poll.pending();
    }
  }

  private static final class FirstWakerOnly extends Later {
    private volatile @Nullable Waker waker;

    @Override
    void keep(Waker given) {
      if (waker == null) {
        waker = given;
      }
    }

    @Override
    void fire() {
      Waker kept = waker;
      if (kept != null) {
        kept.wake();
      }
    }
  }

  private static final class NewestWaker extends Later {
    private final AtomicWaker waker = new AtomicWaker();

    @Override
    void keep(Waker given) {
      waker.register(given);
    }

    @Override
    void fire() {
      waker.wake();
    }
  }

  @Test
  void the_waker_is_dropped_and_the_loss_is_proved() throws Exception {
    assertLost("DropsItsWaker", check(DropsItsWaker::new));
  }

  @Test
  void a_counter_returns_pending_unwoken_and_the_loss_is_proved() throws Exception {
    assertLost("CountsDown", check(CountsDown::new));
  }

  @Test
  void the_waker_is_kept_in_a_circle_and_the_loss_is_proved() throws Exception {
    assertLost("KeepsItToItself", check(KeepsItToItself::new));
  }

  @Test
  void only_the_first_waker_is_kept_and_the_loss_is_proved() throws Exception {
    assertLost("FirstWakerOnly", check(FirstWakerOnly::new));
  }

  @Test
  void the_newest_waker_is_kept_and_the_future_passes() throws Exception {
    assertFine(check(NewestWaker::new));
  }

  @Test
  void the_loss_is_told_with_the_place_that_asked_for_the_waker() throws Exception {
    Violation violation = check(KeepsItToItself::new).violations().get(0);

    assertTrue(
        violation.where().get(0).contains("KeepsItToItself.poll(LostWakeUpTest.java:"),
        () -> violation.toString());
  }

  @Test
  void a_spawned_task_drops_its_waker_and_the_loss_is_proved_with_its_spawn_site()
      throws Exception {
    ContractReport report = check(() -> Futures.pollFn(new SpawnsOnce<>(DropsItsWaker::new)));

    assertLost("DropsItsWaker", report);
    assertTrue(
        report.violations().get(0).notes().stream()
            .anyMatch(note -> note.startsWith("spawned at") && note.contains("SpawnsOnce")),
        report::toString);
  }

  @Test
  void a_spawned_task_is_lost_on_two_workers_and_the_loss_is_proved() throws Exception {
    assertLost(
        "DropsItsWaker",
        CHECKER.workers(2).check(() -> Futures.pollFn(new SpawnsOnce<>(DropsItsWaker::new))));
  }

  @Test
  void the_root_ends_while_a_detached_task_is_lost_and_the_loss_is_proved() throws Exception {
    ContractReport report =
        check(
            () -> {
              Oneshot.Channel<String> polled = Oneshot.channel();
              return Futures.pollFn(
                      cx -> {
                        Tasks.spawn(new TellsAndDropsItsWaker(polled.sender())).detach();
                        return Poll.ready();
                      })
                  .then(spawned -> polled.receiver());
            });

    assertLost("TellsAndDropsItsWaker", report);
  }

  @Test
  void a_sender_is_dropped_without_close_and_the_receiver_is_proved_lost() throws Exception {
    ContractReport report = check(() -> Oneshot.<String>channel().receiver());

    assertEquals(Law.WAKE_UP_ARRANGED, report.violations().get(0).law());
  }

  private static final class SpawnsOnce<T>
      implements dev.pollux.ThrowingFunction<Context, Poll<T>> {
    private final Callable<Future<T>> make;
    private @Nullable JoinHandle<T> handle;

    SpawnsOnce(Callable<Future<T>> make) {
      this.make = make;
    }

    @Override
    public Poll<T> apply(Context cx) throws Exception {
      if (handle == null) {
        handle = Tasks.spawn(make.call());
      }
      return handle.poll(cx);
    }
  }

  // ---- what is not lost

  @Test
  void a_timer_holds_the_waker_and_nothing_is_reported() throws Exception {
    assertFine(check(() -> Time.sleep(Duration.ofMillis(150))));
  }

  @Test
  void a_timer_holds_the_waker_on_two_workers_and_nothing_is_reported() throws Exception {
    assertFine(CHECKER.workers(2).check(() -> Time.sleep(Duration.ofMillis(150))));
  }

  @Test
  void blocking_work_holds_the_waker_and_nothing_is_reported() throws Exception {
    assertFine(
        check(
            () ->
                Futures.pollFn(
                    new PollsOneChild<>(
                        () ->
                            Tasks.spawnBlocking(
                                () -> {
                                  Thread.sleep(150); // allowed here, and that is the test
                                  return "done";
                                })))));
  }

  private static final class PollsOneChild<T>
      implements dev.pollux.ThrowingFunction<Context, Poll<T>> {
    private final Callable<Future<T>> make;
    private @Nullable Future<T> child;

    PollsOneChild(Callable<Future<T>> make) {
      this.make = make;
    }

    @Override
    public Poll<T> apply(Context cx) throws Exception {
      if (child == null) {
        child = make.call();
      }
      return child.poll(cx);
    }
  }

  @Test
  void another_task_holds_the_sender_and_nothing_is_reported() throws Exception {
    assertFine(
        CHECKER
            .workers(2)
            .check(
                () -> {
                  Mpsc.Channel<String> channel = Mpsc.bounded(1);
                  return Futures.join(
                      Time.sleep(Duration.ofMillis(150))
                          .then(slept -> channel.sender().send("hello")),
                      channel.receiver().receive(),
                      (sent, got) -> got);
                }));
  }

  @Test
  void a_socket_holds_the_waker_and_nothing_is_reported() throws Exception {
    assertFine(
        CHECKER
            .workers(2)
            .check(
                () ->
                    Futures.using(
                        () ->
                            TcpListener.bind(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                        listener ->
                            Futures.join(
                                listener.accept().then(LostWakeUpTest::readOne),
                                TcpStream.connect(listener.localAddress())
                                    .then(LostWakeUpTest::writeLate),
                                (read, wrote) -> read))));
  }

  private static Future<Integer> readOne(TcpStream stream) {
    return stream.read(ByteBuffer.allocate(1));
  }

  private static Future<Void> writeLate(TcpStream stream) {
    return Time.sleep(Duration.ofMillis(150))
        .then(slept -> stream.writeAll(ByteBuffer.wrap(new byte[] {1})));
  }
}
