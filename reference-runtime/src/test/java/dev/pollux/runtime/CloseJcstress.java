package dev.pollux.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pollux.Poll;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The claims of {@link OwnedTasks} about the end: somebody sees that all is done. */
final class CloseJcstress {

  private CloseJcstress() {}

  private static Task<Void> task() {
    return new Task<>(new RecordingScheduler(), cx -> Poll.ready());
  }

  /** The last two tasks end at the same time, on two workers that have closed their shards. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both saw the end")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second saw it")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the second saw it")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the runtime never stops")
  @State
  public static class TwoLastTasks {
    private final OwnedTasks owned = new OwnedTasks(2);

    /** One task each, and all shards closed. */
    public TwoLastTasks() {
      owned.shard(0).add(task());
      owned.shard(1).add(task());
      owned.closeOutside();
      owned.close(0, task -> {});
      owned.close(1, task -> {});
    }

    /** A worker. */
    @Actor
    public void one(II_Result result) {
      owned.shard(0).noteEnded();
      result.r1 = owned.isDone() ? 1 : 0;
    }

    /** The other. */
    @Actor
    public void other(II_Result result) {
      owned.shard(1).noteEnded();
      result.r2 = owned.isDone() ? 1 : 0;
    }
  }

  /** One worker closes its shard, the last to do so, while the last task ends on the other. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both saw the end")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second saw it")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the second saw it")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the runtime never stops")
  @State
  public static class LastShardAgainstLastTask {
    private final OwnedTasks owned = new OwnedTasks(2);

    /** One task, of the worker that has yet to close. */
    public LastShardAgainstLastTask() {
      owned.shard(0).add(task());
      owned.closeOutside();
      owned.close(1, task -> {});
    }

    /** The worker that closes. */
    @Actor
    public void closing(II_Result result) {
      owned.close(0, task -> {});
      result.r1 = owned.isDone() ? 1 : 0;
    }

    /** The one on which the task ends. */
    @Actor
    public void ending(II_Result result) {
      owned.shard(1).noteEnded();
      result.r2 = owned.isDone() ? 1 : 0;
    }
  }

  /** A worker spawns a task while the closing thread walks: the worker's own walk sees it. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the worker saw its task, the closer too")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the worker saw its task")
  @Outcome(expect = FORBIDDEN, desc = "a task that nobody cancels")
  @State
  public static class SpawnAgainstClose {
    private final OwnedTasks owned = new OwnedTasks(1);

    /** The worker: it spawns, then comes to the close. */
    @Actor
    public void worker(II_Result result) {
      boolean taken = owned.shard(0).add(task());
      int[] seen = new int[1];
      owned.close(0, task -> seen[0]++);
      result.r1 = taken ? seen[0] : -1;
    }

    /** The closing thread. */
    @Actor
    public void closer(II_Result result) {
      int[] seen = new int[1];
      owned.closeOutside();
      owned.forEach(task -> seen[0]++);
      result.r2 = seen[0];
    }
  }
}
