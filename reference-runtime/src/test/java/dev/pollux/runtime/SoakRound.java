package dev.pollux.runtime;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.Waker;
import dev.pollux.net.TcpListener;
import dev.pollux.net.TcpStream;
import dev.pollux.runtime.SoakTally.What;
import dev.pollux.sync.Mpsc;
import dev.pollux.sync.Semaphore;
import dev.pollux.time.Time;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The life of one runtime in a soak. Tasks are built on the thread that spawns them, out of random
 * numbers drawn there, so that a seed gives the same tasks; who meets whom is up to the machine.
 */
final class SoakRound {
  private static final int MOST = 4000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A task and its handle. */
  private record Spawned(SoakTask task, JoinHandle<Integer> handle) {}

  private final long seed;
  private final SoakTally tally;
  private final SplittableRandom random;
  private final AtomicReferenceArray<@Nullable Spawned> recent = new AtomicReferenceArray<>(256);
  private final Queue<Spawned> all = new ConcurrentLinkedQueue<>();
  private final List<TcpStream> streams = new CopyOnWriteArrayList<>();
  private final Semaphore semaphore = Semaphore.of(2);
  private volatile Mpsc.Channel<Integer> channel = Mpsc.bounded(4);
  private final List<JoinHandle<Integer>> endless = new ArrayList<>();
  private final List<JoinHandle<Integer>> ending = new ArrayList<>();
  private boolean waitsForEver;
  private volatile boolean over;

  SoakRound(long seed, SoakTally tally) {
    this.seed = seed;
    this.tally = tally;
    this.random = new SplittableRandom(seed);
  }

  void run(long end) throws Exception {
    AsyncRuntime runtime = AsyncRuntime.builder().workers(2).name("soak").build();
    Thread meddler = new Thread(this::meddle, "soak-meddler");
    meddler.setDaemon(true);
    try (TcpListener listener =
        TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      runtime.spawn(echo(listener)).detach();
      runtime.spawn(drain()).detach();
      meddler.start();
      int count = 200 + random.nextInt(MOST);
      for (int i = 0; i < count && (i < 200 || System.nanoTime() < end); i++) {
        spawn(runtime, listener.localAddress());
      }
      finish(runtime, random.nextBoolean());
    } finally {
      over = true;
      meddler.join(PATIENCE.toMillis());
      runtime.close(PATIENCE);
    }
    check();
  }

  // ---- from the thread of the test

  private void spawn(AsyncRuntime runtime, SocketAddress server) {
    waitsForEver = false;
    SoakTask task = new SoakTask(steps(server, 1 + random.nextInt(3)), tally);
    Spawned spawned = new Spawned(task, runtime.spawn(task));
    all.add(spawned);
    (waitsForEver ? endless : ending).add(spawned.handle);
    recent.set(random.nextInt(recent.length()), spawned);
  }

  private Future<Integer> steps(SocketAddress server, int count) {
    Future<Integer> first = step(server);
    if (count == 1) {
      return first;
    }
    Future<Integer> rest = steps(server, count - 1);
    return first.then(done -> rest);
  }

  private Future<Integer> step(SocketAddress server) {
    int number = random.nextInt(1000);
    if (number < 2) {
      return longPoll(2 + random.nextInt(15));
    }
    if (number < 12) {
      return cx -> {
        throw new IllegalStateException("on purpose");
      };
    }
    if (number < 22) {
      waitsForEver = true; // until somebody aborts it
      return Future.pending();
    }
    if (number < 52) {
      return visit(server);
    }
    return switch (number % 6) {
      case 0 -> slept(Duration.ofNanos(random.nextInt(4_000_000)));
      case 1 -> yields(random.nextInt(20));
      case 2 -> sent(number);
      case 3 -> Futures.using(semaphore.acquire(), permit -> yields(number % 4));
      case 4 -> children(random.nextInt(4));
      default -> blocking(random.nextInt(10));
    };
  }

  private Future<Integer> slept(Duration time) {
    return Time.sleep(time).map(done -> counted(What.TIMER));
  }

  private Future<Integer> yields(int count) {
    Future<Void> chain = Tasks.yieldNow();
    for (int i = 0; i < count; i++) {
      chain = chain.then(done -> Tasks.yieldNow());
    }
    return chain.map(done -> count);
  }

  private Future<Integer> sent(int message) {
    return Time.timeout(Duration.ofMillis(50), cx -> Poll.<Integer>ready(message))
        .then(value -> channel.sender().send(value))
        .map(done -> message);
  }

  private Future<Integer> children(int count) {
    List<Future<Integer>> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Future<Integer> work = yields(random.nextInt(3));
      children.add(
          Future.ready(0)
              .then(
                  begun -> {
                    SoakTask task = new SoakTask(work, tally);
                    JoinHandle<Integer> handle = Tasks.spawn(task);
                    all.add(new Spawned(task, handle));
                    return handle;
                  }));
    }
    return Futures.joinAll(children).map(List::size);
  }

  private Future<Integer> blocking(int pause) {
    return Future.ready(0)
        .then(
            begun ->
                Tasks.spawnBlocking(
                    () -> {
                      TimeUnit.MICROSECONDS.sleep(pause * 100L);
                      return counted(What.BLOCKING);
                    }));
  }

  private Future<Integer> longPoll(int millis) {
    return cx -> {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      return Poll.ready(counted(What.LONG_POLL));
    };
  }

  private Future<Integer> visit(SocketAddress server) {
    return Time.timeout(
        Duration.ofSeconds(30),
        Futures.using(
            TcpStream.connect(server),
            stream ->
                stream
                    .writeAll(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                    .then(done -> stream.read(ByteBuffer.allocate(8)))
                    .map(read -> counted(What.CONNECTION))));
  }

  private int counted(What what) {
    tally.add(what);
    return 1;
  }

  // ---- the other side

  /** Answers each connection once; some it closes at once, or the meddler does. */
  private Future<Void> echo(TcpListener listener) {
    return listener
        .accept()
        .then(
            stream -> {
              streams.add(stream);
              ByteBuffer buffer = ByteBuffer.allocate(8);
              Tasks.spawn(
                      stream
                          .read(buffer)
                          .then(read -> stream.writeAll(buffer.flip()))
                          .map(
                              done -> {
                                stream.close();
                                streams.remove(stream);
                                return null;
                              })
                          .recover(
                              reset -> {
                                streams.remove(stream);
                                return null;
                              }))
                  .detach();
              Tasks.spawn(echo(listener)).detach();
              return Future.ready(null);
            });
  }

  /** Receives; after the end of a channel it goes on with the next one. */
  private Future<Void> drain() {
    Mpsc.Channel<Integer> now = channel;
    return now.receiver()
        .receive()
        .then(
            message -> {
              if (message == null) {
                channel = Mpsc.bounded(1 + random().nextInt(8));
                tally.add(What.CHANNEL_CLOSED);
              } else {
                tally.add(What.MESSAGE);
              }
              Tasks.spawn(drain()).detach();
              return Future.ready(null);
            });
  }

  private static ThreadLocalRandom random() {
    return ThreadLocalRandom.current();
  }

  // ---- a thread outside the runtime

  private void meddle() {
    SplittableRandom dice = new SplittableRandom(~seed);
    while (!over) {
      Spawned spawned = recent.get(dice.nextInt(recent.length()));
      int number = dice.nextInt(1000);
      if (spawned != null && number < 2) {
        spawned.handle.abort();
      } else if (spawned != null && number < 980) {
        ((Waker) spawned.handle).wake();
        tally.add(What.WAKE);
      } else if (number < 981) {
        channel.receiver().close();
      } else if (number < 990 && !streams.isEmpty()) {
        closeOne(dice);
      }
      Thread.yield();
    }
  }

  private void closeOne(SplittableRandom dice) {
    try {
      streams.remove(dice.nextInt(Math.max(1, streams.size()))).close();
      tally.add(What.SOCKET_CLOSED);
    } catch (IndexOutOfBoundsException goneAlready) {
      // Its task was faster.
    }
  }

  // ---- the end

  private void finish(AsyncRuntime runtime, boolean abruptly) {
    if (!abruptly) {
      endless.forEach(JoinHandle::abort);
      join(runtime, endless);
      join(runtime, ending);
    }
    if (!runtime.close(PATIENCE)) {
      throw new AssertionError("seed " + seed + ": close hangs; " + unfinished());
    }
    tally.add(What.RUNTIME_CLOSED);
  }

  private void join(AsyncRuntime runtime, List<JoinHandle<Integer>> handles) {
    try {
      runtime.blockOn(Time.timeout(PATIENCE, Futures.joinAll(handles)));
    } catch (JoinException someFailed) {
      // As they were told to.
    } catch (CompletionException late) {
      throw new AssertionError("seed " + seed + ": tasks hang; " + unfinished(), late);
    }
  }

  private void check() {
    for (Spawned spawned : all) {
      String complaint = spawned.task.complaint(spawned.handle);
      if (complaint != null) {
        throw new AssertionError("seed " + seed + ": " + complaint + ": " + spawned.handle);
      }
    }
  }

  private List<String> unfinished() {
    return all.stream()
        .filter(spawned -> !spawned.handle.isFinished())
        .map(spawned -> spawned.handle.toString())
        .limit(20)
        .toList();
  }
}
