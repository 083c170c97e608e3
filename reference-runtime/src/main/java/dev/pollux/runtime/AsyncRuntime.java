package dev.pollux.runtime;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Future;
import dev.pollux.runtime.probe.ProbedRuntime;
import dev.pollux.runtime.probe.SpawnProbe;
import dev.pollux.runtime.probe.TaskOrder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Polls futures until they are done. {@link #create()} makes one with a worker thread for each
 * processor, {@link #builder()} makes others. All methods may be called from any thread.
 *
 * <p>Tasks are independent: what one throws, even an {@link Error}, ends that task alone. Threads
 * of the runtime are daemons; a program that has to wait for its tasks joins their handles.
 *
 * <p>{@link #close()} cancels every task, so a runtime belongs in a try-with-resources statement.
 */
public final class AsyncRuntime implements AutoCloseable {

  private final Core core;

  private AsyncRuntime(Core core) {
    this.core = core;
  }

  /**
   * Makes a runtime with one worker for each processor.
   *
   * @return a runtime that is at work
   */
  @CheckReturnValue
  public static AsyncRuntime create() {
    return builder().build();
  }

  /**
   * Starts from the settings of {@link #create()}.
   *
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Polls the future on the calling thread until it is ready, and waits in between. The workers go
   * on with the tasks; a runtime of the {@linkplain Builder#currentThread() current thread} runs
   * them here too.
   *
   * @param future what to wait for
   * @param <V> the type of its value
   * @return the future's value
   * @throws java.util.concurrent.CompletionException if the future throws a checked exception,
   *     which is the cause (unchecked ones come as they are); or if the thread is interrupted while
   *     the future is pending: the future is cancelled then and the thread's interrupt flag stays
   *     set
   * @throws IllegalStateException if called inside a poll or on a worker, where waiting would stop
   *     the work waited for; or if the runtime is closed, before or meanwhile
   */
  @CanIgnoreReturnValue
  public <V> V blockOn(Future<V> future) {
    return core.blockOn(Objects.requireNonNull(future, "future"));
  }

  /**
   * Makes the future a task, which starts at once and runs beside the caller.
   *
   * <p>After {@link #close()} it does not throw: the future is cancelled unpolled, and its handle
   * fails with a {@link JoinException} that says why.
   *
   * @param future what the task does; the task owns it from now on
   * @param <V> the type of its value
   * @return the task's handle: join it, or {@link JoinHandle#detach()} it
   */
  @CheckReturnValue
  public <V> JoinHandle<V> spawn(Future<V> future) {
    return core.spawn(Objects.requireNonNull(future, "future"));
  }

  /**
   * Runs work that may block on a thread of its own. Threads are made as needed up to the
   * {@linkplain Builder#maxBlockingThreads maximum}; further work waits its turn. Work that has
   * begun is never interrupted, not even by {@link JoinHandle#abort()}.
   *
   * @param work may block, and may call {@link #blockOn}
   * @param <V> the type of its value
   * @return the work's handle; it fails if the runtime was closed before the work began
   */
  @CheckReturnValue
  public <V> JoinHandle<V> spawnBlocking(Callable<V> work) {
    return core.spawnBlocking(Objects.requireNonNull(work, "work"));
  }

  /**
   * Ends the runtime. Every task is cancelled on a thread of the runtime, every blockOn ends with
   * an exception, blocking work that has not begun is aborted. Returns when all cancel hooks have
   * run and all blocking work that had begun is done, or when the calling thread is interrupted,
   * whose flag then stays set. To close twice is harmless.
   *
   * @throws IllegalStateException if called on a thread that this would wait for: in a poll, on a
   *     worker, or in this runtime's blocking work
   */
  @Override
  public void close() {
    close(Deadline.none());
  }

  /**
   * Ends the runtime as {@link #close()} does, but stops waiting after a while. What still runs
   * then goes on to its end on the runtime's daemon threads.
   *
   * @param timeout how long to wait at most; zero or less: only start the end
   * @return true if everything has ended
   * @throws IllegalStateException as {@link #close()}
   */
  @CanIgnoreReturnValue
  public boolean close(Duration timeout) {
    return close(Deadline.in(Durations.toNanos(timeout)));
  }

  private boolean close(Deadline deadline) {
    String polling = Here.polling();
    if (polling != null) {
      throw Misuse.closeInside(polling);
    }
    if (Here.runtime() == core) {
      throw Misuse.closeInside("in the runtime's own blocking work");
    }
    return core.close(deadline);
  }

  @Override
  public String toString() {
    return "AsyncRuntime[" + core.name + (core.isClosing() ? ", closed]" : "]");
  }

  /** Settings of a runtime to be. Each setter checks its argument and returns this builder. */
  public static final class Builder {

    static {
      ProbedRuntime.lend(
          new ProbedRuntime.Key() {
            @Override
            public void probe(Builder builder, SpawnProbe probe) {
              builder.probe = probe;
            }

            @Override
            public void order(Builder builder, TaskOrder order) {
              builder.order = order;
            }
          });
    }

    private static final int MAX_WORKERS = 1024;
    private static final int MAX_BLOCKING_THREADS = 1 << 16;

    private String name = "pollux";
    private int workers = Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors());
    private boolean workersSet;
    private boolean currentThread;
    private boolean pausedTime;
    private int maxBlockingThreads = 512;
    private Duration blockingKeepAlive = Duration.ofSeconds(10);
    private Thread.@Nullable UncaughtExceptionHandler uncaught;
    private Duration longPollWarning = Duration.ofMillis(100);
    private boolean recordSpawnSites;
    private @Nullable SpawnProbe probe;
    private @Nullable TaskOrder order;

    private Builder() {}

    /**
     * How many worker threads poll tasks; one for each processor by default.
     *
     * @param count 1 to 1024
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder workers(int count) {
      if (count < 1 || count > MAX_WORKERS) {
        throw Misuse.range("workers", count, "between 1 and " + MAX_WORKERS);
      }
      workers = count;
      workersSet = true;
      return this;
    }

    /**
     * No workers: tasks run on the thread that calls {@link AsyncRuntime#blockOn}, and only during
     * that call.
     *
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder currentThread() {
      currentThread = true;
      return this;
    }

    /**
     * Time stands still while there is anything to run, and jumps to the next timer when all tasks
     * wait and no blocking work runs: for tests. A task that waits for a socket waits, too, so a
     * timeout on real I/O ends at once. It needs {@link #currentThread()}.
     *
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder pausedTime() {
      pausedTime = true;
      return this;
    }

    /**
     * Which of several tasks that are ready runs next is drawn from this seed, so that another seed
     * shows another order and the same one shows it again; by default the first to be ready is the
     * first to run. Other threads and sockets are outside its power. It needs {@link
     * #currentThread()}; {@code dev.pollux.testing.Interleavings} tries many orders.
     *
     * @param seed any number
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder schedulingSeed(long seed) {
      order = new SeededOrder(seed);
      return this;
    }

    /**
     * How many threads run blocking work at once; 512 by default. They are made as needed.
     *
     * @param count 1 to 65536
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder maxBlockingThreads(int count) {
      if (count < 1 || count > MAX_BLOCKING_THREADS) {
        throw Misuse.range("maxBlockingThreads", count, "between 1 and " + MAX_BLOCKING_THREADS);
      }
      maxBlockingThreads = count;
      return this;
    }

    /**
     * How long a blocking thread without work lives; ten seconds by default.
     *
     * @param time zero or more
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder blockingKeepAlive(Duration time) {
      if (time.isNegative()) {
        throw Misuse.range("blockingKeepAlive", time, "zero or more");
      }
      blockingKeepAlive = time;
      return this;
    }

    /**
     * What the runtime's threads are named after: {@code name-worker-0}, {@code name-blocking-0}.
     *
     * @param prefix not blank; "pollux" by default
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder name(String prefix) {
      if (prefix.isBlank()) {
        throw Misuse.range("name", "'" + prefix + "'", "a name: it has no visible character");
      }
      name = prefix;
      return this;
    }

    /**
     * Who is told, once, of what a detached task threw. By default it is logged as an error to the
     * system logger {@code dev.pollux.runtime}.
     *
     * @param handler called on a thread of the runtime, or on the one that detaches
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder uncaughtExceptionHandler(Thread.UncaughtExceptionHandler handler) {
      uncaught = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /**
     * How long one poll may last before the runtime tells of it: a warning to the system logger
     * {@code dev.pollux.runtime}, once for each such poll, with the task, the worker, its stack and
     * what to do. 100 milliseconds by default.
     *
     * <p>Such a poll holds up only its own task: what waits behind it is moved to other workers,
     * warning or not. Only workers are watched, so {@link #currentThread()} leaves this without
     * effect.
     *
     * @param time from when on; {@link Duration#ZERO} for no warnings. Polls are looked at every 10
     *     to 40 milliseconds, so the warning may come that much later, and a poll that lasts less
     *     than that longer than the time may go unseen
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder longPollWarning(Duration time) {
      if (time.isNegative()) {
        throw Misuse.range("longPollWarning", time, "zero (no warnings) or more");
      }
      longPollWarning = time;
      return this;
    }

    /**
     * Keeps with each task the line that spawned it: warnings of long polls, the message of a
     * {@link JoinException} and {@code toString} of the handle show it. Off by default, since each
     * spawn then walks the stack, which takes about a microsecond.
     *
     * @return this
     */
    @CanIgnoreReturnValue
    public Builder recordSpawnSites() {
      recordSpawnSites = true;
      return this;
    }

    /**
     * Makes the runtime and starts its workers.
     *
     * @return a runtime that is at work
     * @throws IllegalStateException if the settings contradict each other
     */
    @CheckReturnValue
    public AsyncRuntime build() {
      if (currentThread && workersSet) {
        throw new IllegalStateException(
            "workers(" + workers + ") and currentThread() contradict each other: drop one of them");
      }
      if (pausedTime && !currentThread) {
        throw new IllegalStateException(
            "pausedTime() needs currentThread(): with workers nobody can tell when all tasks wait");
      }
      if (order != null && !currentThread) {
        throw new IllegalStateException(
            "schedulingSeed() needs currentThread(): with workers the machine decides who is first");
      }
      Settings settings =
          new Settings(
              name,
              currentThread ? 1 : workers,
              pausedTime,
              maxBlockingThreads,
              blockingKeepAlive,
              uncaught,
              longPollWarning,
              recordSpawnSites,
              Thread.currentThread().getContextClassLoader(),
              probe,
              order);
      if (currentThread) {
        return new AsyncRuntime(new CurrentThreadCore(settings));
      }
      WorkStealingCore core = new WorkStealingCore(settings);
      core.start();
      return new AsyncRuntime(core);
    }
  }
}
