package dev.pollux.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that live: what a close has to cancel. A worker keeps those that it spawned in a shard
 * of its own, which costs no lock and no access that another processor sees; threads outside share
 * the others.
 */
final class OwnedTasks {

  /*
   *   A task that has ended is not taken out: its shard drops the ended ones, all at once, when it
   *   holds twice as many tasks as lived after the last such sweep. So a task costs one reference and a
   *   share of one look at it, and what is kept of the dead is bounded by what lives, or lived.
   *
   *   who           step                                 publishes
   *   adder         task -> chunk, count + 1 (release)   the task, to who walks the chunks
   *   adder         newest := other chunks (volatile)    a swept list; who walks the old one sees all
   *                                                      that lived when it was made
   *   adder         added + 1, who ends it ended + 1     opaque; summed up when all shards are closed
   *
   *   The adder of a worker's shard is that worker; of a shard of the outside, who holds its lock.
   *
   *   Close. A shard of the outside is closed under its lock. A worker's is closed by the worker
   *   itself, between two polls: by program order each of its tasks is either refused, or seen by the
   *   worker's own walk. What the closing thread walks over is only sooner.
   *   When every shard is closed the sum of `added` is final, and the runtime is done when as many have
   *   ended. Who closes a shard or ends a task after that fences, then compares: of two that are last
   *   at the same time at least one sees both.
   */
  private static final int CHUNK = 256;
  private static final int FIRST_SWEEP = 1024;
  private static final int OUTSIDE = 4;

  private static final VarHandle COUNT;
  private static final VarHandle ADDED;
  private static final VarHandle ENDED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      COUNT = lookup.findVarHandle(Chunk.class, "count", int.class);
      ADDED = lookup.findVarHandle(Shard.class, "added", long.class);
      ENDED = lookup.findVarHandle(Shard.class, "ended", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** So many tasks; full but for the newest of a shard. */
  private static final class Chunk {
    private final @Nullable Task<?>[] tasks = new Task<?>[CHUNK];
    private final @Nullable Chunk older;
    private int count; // through COUNT

    Chunk(@Nullable Chunk older) {
      this.older = older;
    }

    int count() {
      return (int) COUNT.getAcquire(this);
    }
  }

  /** A share of the tasks, with one adder at a time. */
  static final class Shard extends Padding {

    // the adder's; newest is read by anyone
    private volatile Chunk newest = new Chunk(null);
    private int size;
    private int sweepAt = FIRST_SWEEP;

    private volatile boolean closed;

    // ADDED: written by the adder; ENDED: by the worker whose shard it is. Read by anyone
    private long added;
    private long ended;

    /** The adder only. False: closed, and the task is not owned. */
    boolean add(Task<?> task) {
      if (closed) {
        return false;
      }
      Chunk chunk = newest;
      int count = chunk.count;
      if (count == CHUNK) {
        chunk = grow();
        count = chunk.count;
      }
      chunk.tasks[count] = task;
      COUNT.setRelease(chunk, count + 1);
      size++;
      ADDED.setOpaque(this, added + 1);
      return true;
    }

    /** The worker whose shard it is: a task has ended on it, wherever that was added. */
    void noteEnded() {
      ENDED.setOpaque(this, ended + 1);
    }

    /**
     * The adder only, now and then: lets go of the ended ones, if they are many beside those that
     * live anywhere.
     */
    void sweepIfStale(OwnedTasks all) {
      if (size > 4 * FIRST_SWEEP && size > 2 * all.living()) {
        sweep();
      }
    }

    private Chunk grow() {
      if (size >= sweepAt) {
        sweep();
      }
      Chunk chunk = newest;
      if (chunk.count == CHUNK) {
        chunk = new Chunk(chunk);
        newest = chunk;
      }
      return chunk;
    }

    private void sweep() {
      Chunk kept = new Chunk(null);
      int living = 0;
      for (Chunk chunk = newest; chunk != null; chunk = chunk.older) {
        for (int i = 0; i < chunk.count; i++) {
          Task<?> task = chunk.tasks[i];
          if (task != null && !task.isComplete()) {
            if (kept.count == CHUNK) {
              kept = new Chunk(kept);
            }
            kept.tasks[kept.count++] = task;
            living++;
          }
        }
      }
      size = living;
      sweepAt = Math.max(FIRST_SWEEP, 2 * living);
      newest = kept;
    }
  }

  private final Shard[] workers;
  private final Shard[] outside = new Shard[OUTSIDE];
  private final AtomicLong endedOutside = new AtomicLong();

  /** With a shard for each worker. */
  OwnedTasks(int workers) {
    this.workers = new Shard[workers];
    for (int i = 0; i < workers; i++) {
      this.workers[i] = new Shard();
    }
    for (int i = 0; i < OUTSIDE; i++) {
      outside[i] = new Shard();
    }
  }

  /** For that worker alone. */
  Shard shard(int worker) {
    return workers[worker];
  }

  /** Any thread but a worker. False: closed, and the task is not owned. */
  boolean add(Task<?> task) {
    Shard shard = outside[(int) Thread.currentThread().getId() & (OUTSIDE - 1)];
    synchronized (shard) {
      return shard.add(task);
    }
  }

  /** A task has ended on a thread that is no worker. */
  void noteEnded() {
    endedOutside.getAndIncrement();
  }

  /** Lets go of the ended tasks of the outside, if they are many. */
  void sweepOutside() {
    for (Shard shard : outside) {
      if (shard.size > 4 * FIRST_SWEEP) {
        synchronized (shard) {
          shard.sweepIfStale(this);
        }
      }
    }
  }

  /** Those outside add nothing from now on. */
  void closeOutside() {
    for (Shard shard : outside) {
      synchronized (shard) {
        shard.closed = true;
      }
    }
  }

  /** The worker adds nothing from now on, and each task that it added and that lives is told. */
  void close(int worker, Consumer<Task<?>> action) {
    workers[worker].closed = true;
    forEach(workers[worker], action);
  }

  /** No task lives, and none will. */
  boolean isDone() {
    VarHandle.fullFence();
    long ended = ended();
    for (Shard shard : workers) {
      if (!shard.closed) {
        return false;
      }
    }
    for (Shard shard : outside) {
      if (!shard.closed) {
        return false;
      }
    }
    return ended == added();
  }

  boolean isEmpty() {
    return living() == 0;
  }

  /** How many live, or nearly. */
  long living() {
    long ended = ended();
    return Math.max(0, added() - ended);
  }

  private long ended() {
    return sum(workers, shard -> (long) ENDED.getOpaque(shard)) + endedOutside.get();
  }

  private long added() {
    return sum(workers, shard -> (long) ADDED.getOpaque(shard))
        + sum(outside, shard -> (long) ADDED.getOpaque(shard));
  }

  private static long sum(Shard[] shards, ToLongFunction<Shard> part) {
    long sum = 0;
    for (Shard shard : shards) {
      sum += part.applyAsLong(shard);
    }
    return sum;
  }

  /** Hands over each task that lives, and was added before a close or before the call. */
  void forEach(Consumer<Task<?>> action) {
    for (Shard shard : outside) {
      forEach(shard, action);
    }
    for (Shard shard : workers) {
      forEach(shard, action);
    }
  }

  private static void forEach(Shard shard, Consumer<Task<?>> action) {
    for (Chunk chunk = shard.newest; chunk != null; chunk = chunk.older) {
      int count = chunk.count();
      for (int i = 0; i < count; i++) {
        Task<?> task = chunk.tasks[i];
        if (task != null && !task.isComplete()) {
          action.accept(task);
        }
      }
    }
  }

  /** Begins a walk over the tasks that live now. */
  Walk walk() {
    return new Walk();
  }

  /** A walk that goes on a little at a time, and holds no lock. */
  final class Walk {
    static final int PAGE = CHUNK;
    static final int END = -1;

    private int shard = -1;
    private @Nullable Chunk chunk;

    /**
     * Fills the page with the next tasks.
     *
     * @param page of {@link #PAGE} places
     * @return how many there are; {@link #END} at the end
     */
    int next(@Nullable Task<?>[] page) {
      while (chunk == null) {
        shard++;
        if (shard == workers.length + OUTSIDE) {
          return END;
        }
        chunk = (shard < OUTSIDE ? outside[shard] : workers[shard - OUTSIDE]).newest;
      }
      int found = 0;
      int count = chunk.count();
      for (int i = 0; i < count; i++) {
        Task<?> task = chunk.tasks[i];
        if (task != null && !task.isComplete()) {
          page[found++] = task;
        }
      }
      chunk = chunk.older;
      return found;
    }
  }
}
