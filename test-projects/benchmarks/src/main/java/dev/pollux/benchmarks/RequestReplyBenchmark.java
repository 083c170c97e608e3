package dev.pollux.benchmarks;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.sync.Mpsc;
import dev.pollux.sync.Oneshot;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Tokio's sync_mpsc_oneshot: the thread that waits in the runtime sends a request with a one-shot
 * for its reply to a task. With a worker every trip crosses threads twice.
 */
public class RequestReplyBenchmark extends TwoWorkers {
  static final int REQUESTS = 1_000;

  /** Which kind of runtime. */
  @Param({"current-thread", "one-worker"})
  public String kind = "current-thread";

  private AsyncRuntime runtime;

  /** Starts it. */
  @Setup
  public void start() {
    AsyncRuntime.Builder builder = AsyncRuntime.builder();
    runtime =
        (kind.equals("current-thread") ? builder.currentThread() : builder.workers(1)).build();
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    runtime.close();
  }

  /** Replies to each request, until nobody can send one any more. */
  private static final class Answer implements Future<Void> {
    private final Mpsc.Receiver<Oneshot.Sender<Integer>> requests;
    private @Nullable Future<Oneshot.@Nullable Sender<Integer>> receive;

    Answer(Mpsc.Receiver<Oneshot.Sender<Integer>> requests) {
      this.requests = requests;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (receive == null) {
          receive = requests.receive();
        }
        Poll<Oneshot.@Nullable Sender<Integer>> poll = receive.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        receive = null;
        Oneshot.Sender<Integer> request = poll.get();
        if (request == null) {
          requests.close();
          return Poll.ready();
        }
        request.send(1);
      }
    }

    @Override
    public void cancel() {
      if (receive != null) {
        receive.cancel();
      }
      requests.close();
    }
  }

  /** Asks, waits for the reply, and asks again; the value is the sum of the replies. */
  private static final class Ask implements Future<Integer> {
    private final Mpsc.Sender<Oneshot.Sender<Integer>> requests;
    private @Nullable Future<Void> send;
    private Oneshot.@Nullable Receiver<Integer> reply;
    private int asked;
    private int sum;

    Ask(Mpsc.Sender<Oneshot.Sender<Integer>> requests) {
      this.requests = requests;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      while (true) {
        if (reply == null) {
          if (asked == REQUESTS) {
            requests.close();
            return Poll.ready(sum);
          }
          asked++;
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          reply = channel.receiver();
          send = requests.send(channel.sender());
        }
        if (send != null) {
          if (send.poll(cx).isPending()) {
            return Poll.pending();
          }
          send = null;
        }
        Poll<Integer> poll = reply.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        reply = null;
        sum += poll.get();
      }
    }

    @Override
    public void cancel() {
      if (reply != null) {
        reply.cancel();
      }
      if (send != null) {
        send.cancel();
      }
      requests.close();
    }
  }

  /** Nanoseconds for a request and its reply. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public int requestReply() {
    Mpsc.Channel<Oneshot.Sender<Integer>> requests = Mpsc.bounded(REQUESTS);
    runtime.spawn(new Answer(requests.receiver())).detach();
    return runtime.blockOn(new Ask(requests.sender()));
  }
}
