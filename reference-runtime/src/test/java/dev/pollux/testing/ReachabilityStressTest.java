package dev.pollux.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Mpsc;
import dev.pollux.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A proof is never wrong: many tasks wait on real wake sources while the watch collects. */
class ReachabilityStressTest {
  private static final int TASKS = 300;
  private static final int ROUNDS = 20;

  @Test
  void hundreds_of_tasks_wait_and_are_woken_and_none_is_accused() throws Exception {
    long seed = System.nanoTime();
    System.err.println("ReachabilityStressTest seed " + seed);

    ContractReport report =
        ContractChecker.create().workers(2).check(() -> new SpawnsAll(new Random(seed)));

    assertTrue(report.passed(), () -> "seed " + seed + ": " + String.join("\n", report.lines()));
  }

  /** Spawns the tasks in its first poll and waits for all of them. */
  private static final class SpawnsAll implements Future<List<Integer>> {
    private final Random random;
    private @Nullable Future<List<Integer>> all;

    SpawnsAll(Random random) {
      this.random = random;
    }

    @Override
    public Poll<List<Integer>> poll(Context cx) throws Exception {
      if (all == null) {
        all = Futures.joinAll(IntStream.range(0, TASKS).mapToObj(i -> spawn()).toList());
      }
      return all.poll(cx);
    }

    private JoinHandle<Integer> spawn() {
      Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
      long nanos = random.nextInt(20_000_000);
      Tasks.spawn(produce(channel.sender(), nanos, 0)).detach();
      return Tasks.spawn(consume(channel.receiver(), 0));
    }
  }

  private static Future<Integer> produce(Mpsc.Sender<Integer> sender, long nanos, int round) {
    return Time.sleep(Duration.ofNanos(nanos))
        .then(slept -> sender.send(round))
        .then(sent -> round + 1 < ROUNDS ? produce(sender, nanos, round + 1) : Future.ready(round));
  }

  private static Future<Integer> consume(Mpsc.Receiver<Integer> receiver, int round) {
    return receiver
        .receive()
        .then(got -> round + 1 < ROUNDS ? consume(receiver, round + 1) : Future.ready(got));
  }
}
