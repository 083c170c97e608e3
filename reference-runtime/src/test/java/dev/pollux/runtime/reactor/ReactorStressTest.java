package dev.pollux.runtime.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.net.TcpListener;
import dev.pollux.net.TcpStream;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reactor under workers: its keys, its lost events that must not be, its wake-ups. */
@Timeout(120)
class ReactorStressTest {

  private static TcpListener listen() throws Exception {
    return TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static Reactor reactorOf(AsyncRuntime runtime) throws Exception {
    return runtime.blockOn(Futures.pollFn(cx -> Poll.ready(cx.service(Reactor.class))));
  }

  /** True in the end; bounded by the test's timeout. */
  private static boolean eventually(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }

  /** Behaviour 33. Each byte comes when the reader is about to wait, or just waits. */
  @Test
  void byteBetweenWouldBlockAndRegistration_isNeverLost() throws Exception {
    try (TcpListener listener = listen();
        AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      List<JoinHandle<Integer>> players = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        JoinHandle<TcpStream> accepting = runtime.spawn(listener.accept());
        TcpStream client = runtime.blockOn(TcpStream.connect(listener.localAddress()));
        TcpStream server = runtime.blockOn(accepting);
        players.add(runtime.spawn(new Bounce(client.setNoDelay(true), 20_000, true)));
        players.add(runtime.spawn(new Bounce(server.setNoDelay(true), 20_000, false)));
      }
      for (JoinHandle<Integer> player : players) {
        assertEquals(20_000, runtime.blockOn(player));
      }
    }
  }

  /** Behaviour 33, with a channel that is new each time: the first wait registers it. */
  @Test
  void byteThatMeetsTheFirstRegistration_isNeverLost() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      for (int i = 0; i < 2_000; i++) {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        Registration registration = new Registration(pipe.source());
        JoinHandle<Integer> reading = runtime.spawn(new ReadByte(pipe, registration));
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
        assertEquals(1, runtime.blockOn(reading));
        pipe.source().close();
        registration.close();
        pipe.sink().close();
      }
      Reactor reactor = reactorOf(runtime);
      assertTrue(eventually(() -> reactor.selector().keys().isEmpty()));
    }
  }

  /** Behaviour 36. */
  @Test
  void tenThousandConnections_leaveNoKey() throws Exception {
    try (TcpListener listener = listen();
        AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      Reactor reactor = reactorOf(runtime);
      for (int i = 0; i < 10_000; i++) {
        JoinHandle<TcpStream> accepting = runtime.spawn(listener.accept());
        TcpStream client = runtime.blockOn(TcpStream.connect(listener.localAddress()));
        TcpStream server = runtime.blockOn(accepting);
        JoinHandle<Integer> end = runtime.spawn(server.read(ByteBuffer.allocate(1)));
        client.close();
        assertEquals(-1, runtime.blockOn(end));
        server.close();
      }
      assertTrue(eventually(() -> reactor.selector().keys().size() <= 1)); // the listener's
    }
  }

  /** Behaviour 36: one worker sleeps in select meanwhile, and the other closes and binds. */
  @Test
  void portOfAClosedListener_isFreeAtOnceForTheSameTask() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      InetSocketAddress address;
      try (TcpListener first = listen()) {
        address = (InetSocketAddress) first.localAddress();
      }
      for (int i = 0; i < 200; i++) {
        runtime.blockOn(runtime.spawn(new Rebind(address)));
      }
    }
  }

  /** Behaviour 36: nobody polls the reactor of this runtime when the stream and listener close. */
  @Test
  void closeWhileNobodyPolls_givesTheDescriptorsBack() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().build()) {
      Reactor reactor = reactorOf(runtime);
      TcpListener listener = listen();
      JoinHandle<TcpStream> accepting = runtime.spawn(listener.accept());
      TcpStream client = runtime.blockOn(TcpStream.connect(listener.localAddress()));
      TcpStream server = runtime.blockOn(accepting);
      runtime.spawn(server.read(ByteBuffer.allocate(1))).detach();
      runtime.spawn(listener.accept()).detach();
      runtime.blockOn(Tasks.yieldNow());
      boolean registered = reactor.selector().keys().size() > 1;

      server.close();
      client.close();
      listener.close();

      assertTrue(registered);
      assertTrue(reactor.selector().keys().isEmpty());
    }
  }

  /** An interrupt must not make the worker in select return for ever, nor end anything. */
  @Test
  void interruptedWorker_goesOnSelecting() throws Exception {
    try (TcpListener listener = listen();
        AsyncRuntime runtime = AsyncRuntime.builder().workers(1).build()) {
      Thread worker = runtime.blockOn(runtime.spawn(Futures.pollFn(cx -> currentThread())));
      JoinHandle<TcpStream> accepting = runtime.spawn(listener.accept());

      worker.interrupt();
      boolean cleared = eventually(() -> !worker.isInterrupted());
      boolean early = accepting.isFinished();
      TcpStream client = runtime.blockOn(TcpStream.connect(listener.localAddress()));
      runtime.blockOn(accepting).close();
      client.close();

      assertTrue(cleared);
      assertFalse(early);
    }
  }

  private static Poll<Thread> currentThread() {
    return Poll.ready(Thread.currentThread());
  }

  /** Waits for a connection at the address, gives up, closes the listener and listens again. */
  private static final class Rebind implements Future<Void> {
    private final InetSocketAddress address;
    private @Nullable TcpListener listener;
    private @Nullable Future<TcpStream> accepting;

    Rebind(InetSocketAddress address) {
      this.address = address;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      if (listener == null) {
        listener = TcpListener.bind(address);
        accepting = listener.accept();
        assertTrue(accepting.poll(cx).isPending());
        cx.waker().wake();
        return Poll.pending();
      }
      listener.close();
      accepting.cancel();
      TcpListener.bind(address).close();
      return Poll.ready();
    }
  }

  private static final class ReadByte extends Waiter implements Future<Integer> {
    private final Pipe pipe;
    private final Registration registration;

    ReadByte(Pipe pipe, Registration registration) {
      this.pipe = pipe;
      this.registration = registration;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      while (true) {
        int seen = registration.readiness();
        if (Readiness.isReady(seen, Direction.READ)) {
          int count = pipe.source().read(ByteBuffer.allocate(1));
          if (count > 0) {
            return Poll.ready(count);
          }
          registration.clear(seen, Direction.READ);
        } else if (registration.await(this, Direction.READ, cx)) {
          return Poll.pending();
        }
      }
    }
  }

  /** Passes one byte to and fro so often; the one who serves sends first. */
  private static final class Bounce implements Future<Integer> {
    private final TcpStream stream;
    private final int rounds;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1);
    private boolean sends;
    private int done;
    private @Nullable Future<Integer> step;

    Bounce(TcpStream stream, int rounds, boolean serves) {
      this.stream = stream;
      this.rounds = rounds;
      this.sends = serves;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      while (done < 2 * rounds) {
        if (step == null) {
          buffer.clear();
          step = sends ? stream.write(buffer) : stream.read(buffer);
        }
        Poll<Integer> poll = step.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        assertEquals(1, poll.get());
        step = null;
        sends = !sends;
        done++;
      }
      return Poll.ready(done / 2);
    }

    @Override
    public void cancel() {
      if (step != null) {
        step.cancel();
      }
      stream.close();
    }
  }
}
