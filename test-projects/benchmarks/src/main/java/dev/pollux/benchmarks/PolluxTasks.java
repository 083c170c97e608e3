package dev.pollux.benchmarks;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Oneshot;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** This project's runtime. */
final class PolluxTasks implements BusyPeer {
  private final AsyncRuntime runtime;

  PolluxTasks() {
    this(AsyncRuntime.builder().workers(TwoWorkers.WORKERS).build());
  }

  /** The kind that has one thread, the caller's, is measured as well. */
  PolluxTasks(AsyncRuntime runtime) {
    this.runtime = runtime;
  }

  private record Run(Runnable body) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      body.run();
      return Poll.ready();
    }
  }

  @Override
  public void spawn(Runnable body) {
    runtime.spawn(new Run(body)).detach();
  }

  /** Spawns them all in its first poll, then waits for the last. */
  private static final class SpawnThenAwait implements Future<Boolean> {
    private final Oneshot.Channel<Boolean> last = Oneshot.channel();
    private final Countdown left;
    private int toSpawn;

    SpawnThenAwait(int tasks) {
      this.toSpawn = tasks;
      this.left = new Countdown(tasks, () -> last.sender().send(true));
    }

    @Override
    public Poll<Boolean> poll(Context cx) {
      for (; toSpawn > 0; toSpawn--) {
        Tasks.spawn(new Run(left)).detach();
      }
      return last.receiver().poll(cx);
    }

    @Override
    public void cancel() {
      last.receiver().cancel();
    }
  }

  @Override
  public void spawnManyLocal(int tasks) {
    runtime.blockOn(new SpawnThenAwait(tasks));
  }

  @Override
  public void spawnManyFromTask(int tasks) {
    runtime.blockOn(runtime.spawn(new SpawnThenAwait(tasks)));
  }

  /** Joins one after the other. */
  private static final class JoinEach implements Future<Void> {
    private final JoinHandle<?>[] handles;
    private int joined;

    JoinEach(JoinHandle<?>[] handles) {
      this.handles = handles;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (joined < handles.length) {
        if (handles[joined].poll(cx).isPending()) {
          return Poll.pending();
        }
        joined++;
      }
      return Poll.ready();
    }

    @Override
    public void cancel() {
      for (int i = handles.length - 1; i >= joined; i--) {
        handles[i].cancel();
      }
    }
  }

  private static final Runnable NOTHING = () -> {};

  @Override
  public void spawnManyRemote(int tasks) {
    JoinHandle<?>[] handles = new JoinHandle<?>[tasks];
    for (int i = 0; i < tasks; i++) {
      handles[i] = runtime.spawn(new Run(NOTHING));
    }
    runtime.blockOn(new JoinEach(handles));
  }

  private static final class Ping implements Future<Void> {
    private final CountDownLatch left;
    private Oneshot.@Nullable Receiver<Integer> reply;

    Ping(CountDownLatch left) {
      this.left = left;
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
      left.countDown();
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
    CountDownLatch left = new CountDownLatch(pairs);
    for (int i = 0; i < pairs; i++) {
      runtime.spawn(new Ping(left)).detach();
    }
    left.await();
  }

  /** Does something between yields, as long as that wants to go on. */
  private static final class Yields implements Future<Void> {
    private final Round round;
    private @Nullable Future<Void> turn;

    interface Round {
      boolean goesOn();
    }

    Yields(Round round) {
      this.round = round;
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
        if (!round.goesOn()) {
          return Poll.ready();
        }
        turn = Tasks.yieldNow();
      }
    }
  }

  private static final class Times implements Yields.Round {
    private final CountDownLatch ended;
    private int left;

    Times(int times, CountDownLatch ended) {
      this.left = times;
      this.ended = ended;
    }

    @Override
    public boolean goesOn() {
      if (left-- > 0) {
        return true;
      }
      ended.countDown();
      return false;
    }
  }

  @Override
  public void yieldMany(int tasks, int yields) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      runtime.spawn(new Yields(new Times(yields, left))).detach();
    }
    left.await();
  }

  /** Started and joined by the calling thread. */
  void spawnThatYieldOnce(int tasks) {
    JoinHandle<?>[] handles = new JoinHandle<?>[tasks];
    CountDownLatch unused = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      handles[i] = runtime.spawn(new Yields(new Times(1, unused)));
    }
    runtime.blockOn(new JoinEach(handles));
  }

  private record Link(int left, CountDownLatch end) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      if (left == 0) {
        end.countDown();
      } else {
        Tasks.spawn(new Link(left - 1, end)).detach();
      }
      return Poll.ready();
    }
  }

  @Override
  public void chainedSpawn(int depth) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    runtime.spawn(new Link(depth, end)).detach();
    end.await();
  }

  @Override
  public void yieldingLoad(Load load, int tasks) {
    Yields.Round stall =
        () -> {
          Stall.once();
          if (load.isStopped()) {
            load.ended();
            return false;
          }
          return true;
        };
    for (int i = 0; i < tasks; i++) {
      runtime.spawn(new Yields(stall)).detach();
    }
  }

  private record Respawn(Load load) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      Stall.once();
      if (load.isStopped()) {
        load.ended();
      } else {
        Tasks.spawn(new Respawn(load)).detach();
      }
      return Poll.ready();
    }
  }

  @Override
  public void respawningLoad(Load load, int tasks) {
    for (int i = 0; i < tasks; i++) {
      runtime.spawn(new Respawn(load)).detach();
    }
  }

  @Override
  public void close() {
    runtime.close();
  }
}
