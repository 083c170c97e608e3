package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.ThrowingFunction;
import dev.pollux.Waker;
import dev.pollux.net.TcpListener;
import dev.pollux.net.TcpStream;
import dev.pollux.sync.Mpsc;
import dev.pollux.sync.Mutex;
import dev.pollux.sync.Notify;
import dev.pollux.sync.Oneshot;
import dev.pollux.sync.Semaphore;
import dev.pollux.time.Time;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A task that loops on something that is always ready gives its thread back when the budget of its
 * poll is spent, whatever that something is; and what is not ready costs none of it.
 */
@Timeout(20)
class BudgetOfLeavesTest {

  private static final int LOOPS = 1000;

  private final AsyncRuntime runtime = AsyncRuntime.builder().currentThread().build();

  @AfterEach
  void close() {
    runtime.close();
  }

  private int mostInOnePoll(Callable<Future<?>> leaf) {
    LoopOnLeaf loop = new LoopOnLeaf(leaf, LOOPS);
    runtime.blockOn(runtime.spawn(loop));
    return loop.mostInOnePoll;
  }

  /** What is always ready, by its name. */
  record Ready(String name, Callable<Future<?>> leaf) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Ready> leavesThatAreReady() {
    Mpsc.Channel<Integer> unbounded = Mpsc.unbounded();
    Mpsc.Channel<Integer> full = Mpsc.unbounded();
    IntStream.range(0, 10 * LOOPS).forEach(i -> assertTrue(full.sender().trySend(i)));
    Mpsc.Channel<Integer> ended = Mpsc.bounded(1);
    ended.sender().close();
    Mpsc.Channel<Integer> refusing = Mpsc.bounded(1);
    refusing.receiver().close();
    Oneshot.Channel<Integer> gone = Oneshot.channel();
    gone.receiver().close();
    Semaphore semaphore = Semaphore.of(LOOPS);
    Mutex<String> mutex = Mutex.of("value");
    Notify notify = Notify.create();
    return Stream.of(
        new Ready("Oneshot.Receiver", () -> sent(1)),
        new Ready("Oneshot.Sender.closed", () -> gone.sender().closed()),
        new Ready("Mpsc.Sender.send", () -> unbounded.sender().send(1)),
        new Ready("Mpsc.Sender.reserve", () -> unbounded.sender().reserve().map(closed())),
        new Ready("Mpsc.Sender.closed", () -> refusing.sender().closed()),
        new Ready("Mpsc.Receiver.receive", () -> full.receiver().receive()),
        new Ready("Mpsc.Receiver.receiveMany", () -> full.receiver().receiveMany(2)),
        new Ready("Mpsc.Receiver.receive at the end", () -> ended.receiver().receive()),
        new Ready("Mpsc.Receiver.receiveMany at the end", () -> ended.receiver().receiveMany(2)),
        new Ready("Semaphore.acquire", semaphore::acquire),
        new Ready("Mutex.lock", () -> mutex.lock().map(closed())),
        new Ready("Notify.notified", () -> notified(notify)),
        new Ready("Interval.tick", () -> Time.interval(Duration.ofHours(1)).tick()),
        new Ready("Time.sleep", () -> Time.sleep(Duration.ZERO)));
  }

  private static Future<Integer> sent(int value) {
    Oneshot.Channel<Integer> channel = Oneshot.channel();
    channel.sender().send(value);
    return channel.receiver();
  }

  private static Future<Void> notified(Notify notify) {
    notify.notifyOne();
    return notify.notified();
  }

  private static <C extends AutoCloseable> ThrowingFunction<C, String> closed() {
    return opened -> {
      opened.close();
      return "closed";
    };
  }

  @ParameterizedTest
  @MethodSource("leavesThatAreReady")
  void loopOnALeafThatIsReady_yieldsWhenTheBudgetIsSpent(Ready ready) {
    int most = mostInOnePoll(ready.leaf());

    assertEquals(PollContext.BUDGET, most);
  }

  @Test
  void loopOnTasksThatHaveEnded_yieldsWhenTheBudgetIsSpent() {
    Deque<JoinHandle<String>> ended = new ArrayDeque<>();
    IntStream.range(0, LOOPS).forEach(i -> ended.add(runtime.spawn(Future.ready("done"))));
    runtime.blockOn(new LoopOnLeaf(Tasks::yieldNow, LOOPS));
    assertTrue(ended.getLast().isFinished());

    int most = mostInOnePoll(ended::removeFirst);

    assertEquals(PollContext.BUDGET, most);
  }

  @Test
  void loopOnASocketThatIsReady_yieldsWhenTheBudgetIsSpent() throws Exception {
    try (TcpListener listener =
            TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TcpStream client = runtime.blockOn(TcpStream.connect(listener.localAddress()));
        TcpStream server = runtime.blockOn(listener.accept())) {
      int writing = mostInOnePoll(() -> client.write(ByteBuffer.allocate(1)));
      int writingAll = mostInOnePoll(() -> client.writeAll(ByteBuffer.allocate(1)));
      int reading = mostInOnePoll(() -> server.read(ByteBuffer.allocate(1)));

      assertEquals(PollContext.BUDGET, writing);
      assertEquals(PollContext.BUDGET, writingAll);
      assertEquals(PollContext.BUDGET, reading);
    }
  }

  @Test
  void leavesThatArePending_costNothing() {
    Mpsc.Channel<Integer> full = Mpsc.bounded(1);
    assertTrue(full.sender().trySend(1));
    Mpsc.Channel<Integer> empty = Mpsc.bounded(1);
    Semaphore none = Semaphore.of(0);
    Oneshot.Channel<Integer> oneshot = Oneshot.channel();
    JoinHandle<String> running = runtime.spawn(Future.pending());
    Spent cx = new Spent();

    Stream.of(
            oneshot.receiver(),
            oneshot.sender().closed(),
            full.sender().send(2),
            full.sender().reserve(),
            full.sender().closed(),
            empty.receiver().receive(),
            empty.receiver().receiveMany(2),
            none.acquire(),
            Notify.create().notified(),
            running)
        .forEach(leaf -> assertPending(leaf, cx));

    assertEquals(0, cx.units);
    running.abort();
  }

  /** Counts what was spent. */
  private static final class Spent implements Context {
    private int units;

    @Override
    public Waker waker() {
      return Waker.noop();
    }

    @Override
    public void spend() {
      units++;
    }
  }

  private static void assertPending(Future<?> leaf, Context cx) {
    try {
      assertTrue(leaf.poll(cx).isPending(), leaf.toString());
      assertTrue(leaf.poll(cx).isPending(), leaf.toString());
    } catch (Exception failed) {
      throw new AssertionError(leaf.toString(), failed);
    }
  }

  @Test
  void loopOnYield_doesItOnceAPoll() {
    assertEquals(1, mostInOnePoll(Tasks::yieldNow));
  }
}
