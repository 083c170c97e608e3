package dev.pollux.benchmarks;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.net.TcpListener;
import dev.pollux.net.TcpStream;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Mpsc;
import dev.pollux.sync.Oneshot;
import dev.pollux.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import peers.Latch;
import peers.PeerWorkloads;
import peers.Trips;

/**
 * This project's runtime under the peers' harness. Each task is a future written by hand: the state
 * machine that a compiler of async functions would make of the other peers' source.
 */
public final class PolluxWorkloads implements PeerWorkloads {

  private @Nullable AsyncRuntime started;

  /** The harness makes one. */
  public PolluxWorkloads() {}

  @Override
  public void start(int workers) {
    started = AsyncRuntime.builder().workers(workers).build();
  }

  private AsyncRuntime runtime() {
    if (started == null) {
      throw new IllegalStateException("start() comes first");
    }
    return started;
  }

  // ---- spawning and yielding

  private record Hit(Latch latch) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      latch.hit();
      return Poll.ready();
    }
  }

  @Override
  public void spawnMany(int n) throws InterruptedException {
    AsyncRuntime runtime = runtime();
    Latch latch = new Latch(n);
    for (int i = 0; i < n; i++) {
      runtime.spawn(new Hit(latch)).detach();
    }
    latch.await();
  }

  private record HitMany(Latch latch, int n) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      for (int i = 0; i < n; i++) {
        Tasks.spawn(new Hit(latch)).detach();
      }
      return Poll.ready();
    }
  }

  @Override
  public void spawnManyFromTask(int n) throws InterruptedException {
    Latch latch = new Latch(n);
    runtime().spawn(new HitMany(latch, n)).detach();
    latch.await();
  }

  private static final class Yields implements Future<Void> {
    private final Latch latch;
    private int left;
    private @Nullable Future<Void> turn;

    Yields(Latch latch, int yields) {
      this.latch = latch;
      this.left = yields;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (turn != null) {
          if (turn.poll(cx).isPending()) {
            return Poll.pending();
          }
          turn = null;
        }
        if (left-- == 0) {
          latch.hit();
          return Poll.ready();
        }
        turn = Tasks.yieldNow();
      }
    }
  }

  @Override
  public void yieldMany(int tasks, int yields) throws InterruptedException {
    Latch latch = new Latch(tasks);
    for (int i = 0; i < tasks; i++) {
      runtime().spawn(new Yields(latch, yields)).detach();
    }
    latch.await();
  }

  private static final class Ping implements Future<Void> {
    private final Latch latch;
    private Oneshot.@Nullable Receiver<Integer> reply;

    Ping(Latch latch) {
      this.latch = latch;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      if (reply == null) {
        Oneshot.Channel<Integer> ping = Oneshot.channel();
        Oneshot.Channel<Integer> pong = Oneshot.channel();
        Tasks.spawn(new Pong(ping.receiver(), pong.sender())).detach();
        ping.sender().send(1);
        reply = pong.receiver();
      }
      if (reply.poll(cx).isPending()) {
        return Poll.pending();
      }
      latch.hit();
      return Poll.ready();
    }

    @Override
    public void cancel() {
      if (reply != null) {
        reply.cancel();
      }
    }
  }

  private record Pong(Oneshot.Receiver<Integer> ping, Oneshot.Sender<Integer> pong)
      implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      Poll<Integer> poll = ping.poll(cx);
      if (poll.isPending()) {
        return Poll.pending();
      }
      pong.send(poll.get());
      return Poll.ready();
    }

    @Override
    public void cancel() {
      ping.cancel();
      pong.close();
    }
  }

  @Override
  public void pingPong(int pairs) throws InterruptedException {
    Latch latch = new Latch(pairs);
    for (int i = 0; i < pairs; i++) {
      runtime().spawn(new Ping(latch)).detach();
    }
    latch.await();
  }

  private record Link(int left, Latch done) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      if (left == 0) {
        done.hit();
      } else {
        Tasks.spawn(new Link(left - 1, done)).detach();
      }
      return Poll.ready();
    }
  }

  @Override
  public void chainedSpawn(int depth) throws InterruptedException {
    Latch done = new Latch(1);
    runtime().spawn(new Link(depth, done)).detach();
    done.await();
  }

  // ---- the channel

  private static final class Produce implements Future<Void> {
    private final Mpsc.Sender<Integer> sender;
    private final int count;
    private int next;
    private @Nullable Future<Void> send;

    Produce(Mpsc.Sender<Integer> sender, int count) {
      this.sender = sender;
      this.count = count;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (send != null) {
          if (send.poll(cx).isPending()) {
            return Poll.pending();
          }
          send = null;
        }
        if (next == count) {
          sender.close();
          return Poll.ready();
        }
        send = sender.send(next++);
      }
    }

    @Override
    public void cancel() {
      if (send != null) {
        send.cancel();
      }
      sender.close();
    }
  }

  private static final class Consume implements Future<Void> {
    private final Mpsc.Receiver<Integer> receiver;
    private final Latch done;
    private @Nullable Future<@Nullable Integer> receive;
    private long sum;

    Consume(Mpsc.Receiver<Integer> receiver, Latch done) {
      this.receiver = receiver;
      this.done = done;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (receive == null) {
          receive = receiver.receive();
        }
        Poll<@Nullable Integer> poll = receive.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        receive = null;
        Integer value = poll.get();
        if (value == null) {
          receiver.close();
          if (sum != Long.MIN_VALUE) {
            done.hit();
          }
          return Poll.ready();
        }
        sum += value;
      }
    }

    @Override
    public void cancel() {
      if (receive != null) {
        receive.cancel();
      }
      receiver.close();
    }
  }

  @Override
  public void mpsc(int producers, int capacity, int total) throws InterruptedException {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(capacity);
    Latch done = new Latch(1);
    int per = total / producers;
    runtime().spawn(new Consume(channel.receiver(), done)).detach();
    for (int p = 0; p < producers; p++) {
      runtime().spawn(new Produce(channel.sender().copy(), per)).detach();
    }
    channel.sender().close();
    done.await();
  }

  // ---- time

  private record CancelTimers(Latch done, int n, LongSupplier ms) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      @Nullable Future<?>[] all = new Future<?>[n];
      for (int i = 0; i < n; i++) {
        all[i] = Time.sleep(Duration.ofMillis(ms.getAsLong()));
        if (all[i].poll(cx).isReady()) {
          all[i] = null; // the thread stood still for the whole of it
        }
      }
      for (Future<?> sleep : all) {
        if (sleep != null) {
          sleep.cancel();
        }
      }
      done.hit();
      return Poll.ready();
    }
  }

  @Override
  public void timerCancel(int n, LongSupplier ms) throws InterruptedException {
    Latch done = new Latch(1);
    runtime().spawn(new CancelTimers(done, n, ms)).detach();
    done.await();
  }

  private record SleepThenHit(Future<Void> sleep, Latch latch) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      if (sleep.poll(cx).isPending()) {
        return Poll.pending();
      }
      latch.hit();
      return Poll.ready();
    }

    @Override
    public void cancel() {
      sleep.cancel();
    }
  }

  @Override
  public void sleepAll(int n, long ms) throws InterruptedException {
    Latch latch = new Latch(n);
    Duration time = Duration.ofMillis(ms);
    for (int i = 0; i < n; i++) {
      runtime().spawn(new SleepThenHit(Time.sleep(time), latch)).detach();
    }
    latch.await();
  }

  /** Held so that a sleeping task costs what it costs a program that joins it. */
  private JoinHandle<?>[] asleep = {};

  @Override
  public void parkAll(int n) throws InterruptedException {
    Duration hour = Duration.ofHours(1);
    asleep = new JoinHandle<?>[n];
    for (int i = 0; i < n; i++) {
      asleep[i] = runtime().spawn(Time.sleep(hour));
    }
    settle();
  }

  @Override
  public Object[] awaitAll(int n) throws InterruptedException {
    Object[] held = new Object[n];
    asleep = new JoinHandle<?>[n];
    for (int i = 0; i < n; i++) {
      Oneshot.Channel<Integer> channel = Oneshot.channel();
      held[i] = channel.sender();
      asleep[i] = runtime().spawn(channel.receiver());
    }
    settle();
    return held;
  }

  /**
   * Returns when every task that was spawned before has been polled: each worker serves its queues
   * in turn, so a task that comes back this often has been overtaken by none of them.
   */
  private void settle() throws InterruptedException {
    yieldMany(1, 100_000);
  }

  // ---- sockets

  private static final int ECHO_BUFFER = 4096;

  /** Reads and writes back until the other side ends. */
  private static final class Echo implements Future<Void> {
    private final TcpStream stream;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(ECHO_BUFFER);
    private @Nullable Future<Integer> read;
    private @Nullable Future<Void> write;

    Echo(TcpStream stream) {
      this.stream = stream;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      try {
        while (true) {
          if (write != null) {
            if (write.poll(cx).isPending()) {
              return Poll.pending();
            }
            write = null;
            buffer.clear();
          }
          if (read == null) {
            read = stream.read(buffer);
          }
          Poll<Integer> count = read.poll(cx);
          if (count.isPending()) {
            return Poll.pending();
          }
          read = null;
          if (count.get() < 0) {
            stream.close();
            return Poll.ready();
          }
          write = stream.writeAll(buffer.flip());
        }
      } catch (IOException gone) {
        stream.close();
        return Poll.ready();
      }
    }

    @Override
    public void cancel() {
      if (write != null) {
        write.cancel();
      }
      if (read != null) {
        read.cancel();
      }
      stream.close();
    }
  }

  private static final class Accept implements Future<Void> {
    private final TcpListener listener;
    private @Nullable Future<TcpStream> accept;

    Accept(TcpListener listener) {
      this.listener = listener;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (accept == null) {
          accept = listener.accept();
        }
        Poll<TcpStream> poll = accept.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        accept = null;
        Tasks.spawn(new Echo(poll.get().setNoDelay(true))).detach();
      }
    }

    @Override
    public void cancel() {
      if (accept != null) {
        accept.cancel();
      }
      listener.close();
    }
  }

  @Override
  public int serveEcho(int port) throws IOException {
    TcpListener listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", port));
    runtime().spawn(new Accept(listener)).detach();
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  private static final class Client implements Future<Void> {
    private final SocketAddress address;
    private final int id;
    private final Trips trips;
    private final ByteBuffer out;
    private final ByteBuffer in;
    private @Nullable Future<TcpStream> connect;
    private @Nullable TcpStream stream;
    private @Nullable Future<Void> write;
    private @Nullable Future<Integer> read;

    Client(SocketAddress address, int id, int size, Trips trips) {
      this.address = address;
      this.id = id;
      this.trips = trips;
      this.out = ByteBuffer.allocateDirect(size);
      this.in = ByteBuffer.allocateDirect(size);
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      TcpStream connected = stream;
      if (connected == null) {
        if (connect == null) {
          connect = TcpStream.connect(address);
        }
        Poll<TcpStream> poll = connect.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        connect = null;
        connected = poll.get().setNoDelay(true);
        stream = connected;
        write = connected.writeAll(out.clear());
      }
      while (true) {
        if (write != null) {
          if (write.poll(cx).isPending()) {
            return Poll.pending();
          }
          write = null;
          read = connected.read(in.clear());
        }
        if (read != null) {
          Poll<Integer> count = read.poll(cx);
          if (count.isPending()) {
            return Poll.pending();
          }
          if (in.hasRemaining()) {
            read = connected.read(in);
            continue;
          }
        }
        read = null;
        trips.add(id);
        if (trips.stopped()) {
          connected.close();
          return Poll.ready();
        }
        write = connected.writeAll(out.clear());
      }
    }

    @Override
    public void cancel() {
      if (write != null) {
        write.cancel();
      }
      if (read != null) {
        read.cancel();
      }
      if (connect != null) {
        connect.cancel();
      }
      if (stream != null) {
        stream.close();
      }
    }
  }

  @Override
  public void echoClients(int port, int connections, int size, Trips trips) {
    SocketAddress address = new InetSocketAddress("127.0.0.1", port);
    for (int id = 0; id < connections; id++) {
      runtime().spawn(new Client(address, id, size, trips)).detach();
    }
  }
}
