package dev.pollux.benchmarks;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This project's blocking pool. */
final class PolluxBlocking implements BlockingPeer {
  private final AsyncRuntime runtime = AsyncRuntime.builder().workers(TwoWorkers.WORKERS).build();

  private static final class Batches implements Future<Void> {
    private final int jobs;
    private int left;
    private @Nullable Future<List<Integer>> batch;

    Batches(int batches, int jobs) {
      this.left = batches;
      this.jobs = jobs;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      while (true) {
        if (batch != null) {
          if (batch.poll(cx).isPending()) {
            return Poll.pending();
          }
          batch = null;
        }
        if (left-- == 0) {
          return Poll.ready();
        }
        List<Future<Integer>> handles = new ArrayList<>(jobs);
        for (int i = 0; i < jobs; i++) {
          handles.add(Tasks.spawnBlocking(() -> 0));
        }
        batch = Futures.joinAll(handles);
      }
    }

    @Override
    public void cancel() {
      if (batch != null) {
        batch.cancel();
      }
    }
  }

  @Override
  public void batches(int tasks, int batches, int jobs) {
    List<Future<Void>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(runtime.spawn(new Batches(batches, jobs)));
    }
    runtime.blockOn(Futures.joinAll(all));
  }

  @Override
  public void close() {
    runtime.close();
  }
}
