package dev.pollux.benchmarks;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.sync.Mpsc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This project's {@link Mpsc}. */
final class PolluxChannels implements ChannelPeer {
  private final AsyncRuntime runtime = AsyncRuntime.builder().workers(TwoWorkers.WORKERS).build();

  private static Mpsc.Channel<Integer> channel(int capacity) {
    return capacity == UNBOUNDED ? Mpsc.unbounded() : Mpsc.bounded(capacity);
  }

  @Override
  public Object create(int capacity) {
    return channel(capacity);
  }

  /** Sends the numbers up to a count, then closes its sender. */
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

  /** Receives one by one until all senders are closed; the value is how many came. */
  private static final class Consume implements Future<Integer> {
    private final Mpsc.Receiver<Integer> receiver;
    private @Nullable Future<@Nullable Integer> receive;
    private int received;

    Consume(Mpsc.Receiver<Integer> receiver) {
      this.receiver = receiver;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      while (true) {
        if (receive == null) {
          receive = receiver.receive();
        }
        Poll<@Nullable Integer> poll = receive.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        receive = null;
        if (poll.get() == null) {
          receiver.close();
          return Poll.ready(received);
        }
        received++;
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

  /** The same, as many at a time as are there. */
  private static final class ConsumeBatches implements Future<Integer> {
    private final Mpsc.Receiver<Integer> receiver;
    private final int batch;
    private @Nullable Future<List<Integer>> receive;
    private int received;

    ConsumeBatches(Mpsc.Receiver<Integer> receiver, int batch) {
      this.receiver = receiver;
      this.batch = batch;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      while (true) {
        if (receive == null) {
          receive = receiver.receiveMany(batch);
        }
        Poll<List<Integer>> poll = receive.poll(cx);
        if (poll.isPending()) {
          return Poll.pending();
        }
        receive = null;
        if (poll.get().isEmpty()) {
          receiver.close();
          return Poll.ready(received);
        }
        received += poll.get().size();
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

  private static void check(int expected, int received) {
    if (received != expected) {
      throw new IllegalStateException(received + " of " + expected + " values were received");
    }
  }

  @Override
  public void contended(int producers, int each, int capacity, int batch) {
    Mpsc.Channel<Integer> channel = channel(capacity);
    for (int i = 0; i < producers; i++) {
      runtime.spawn(new Produce(channel.sender().copy(), each)).detach();
    }
    channel.sender().close();
    Future<Integer> consume =
        batch == 1
            ? new Consume(channel.receiver())
            : new ConsumeBatches(channel.receiver(), batch);
    check(producers * each, runtime.blockOn(runtime.spawn(consume)));
  }

  @Override
  public void uncontended(int values) {
    Mpsc.Channel<Integer> channel = Mpsc.bounded(values);
    Future<Integer> all =
        new Produce(channel.sender(), values).then(sent -> new Consume(channel.receiver()));
    check(values, runtime.blockOn(runtime.spawn(all)));
  }

  @Override
  public void close() {
    runtime.close();
  }
}
