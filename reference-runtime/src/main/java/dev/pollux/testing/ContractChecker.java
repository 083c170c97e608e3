package dev.pollux.testing;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.pollux.Future;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.probe.ProbedRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a future to its end and tests the laws of poll on it while it runs, and on every task that
 * it spawns.
 *
 * <pre>{@code
 * ContractReport report = ContractChecker.create().check(() -> new Delay(Duration.ofMillis(5)));
 * report.throwIfBroken();
 * }</pre>
 *
 * <ul>
 *   <li>Law 1: what blocks inside a poll is found by the JVM's flight recorder, with its stack and
 *       however short it was.
 *   <li>Law 2: a wake-up that is lost is proved by reachability. Each poll gets a waker of its own,
 *       and while the future waits only the newest of them holds it; if the garbage collector
 *       clears that waker, nobody was left who could call it. A future that spins is found by
 *       counting.
 *   <li>Law 3: polls after the end, and by two threads at once.
 *   <li>Law 5: what a constructor or a factory of a future begins before anybody polls.
 * </ul>
 *
 * <p>A future that nobody wakes although its waker is still reachable falls to the time limit, and
 * the report says so. Some checks (polls inside the project's classes, calls that the flight
 * recorder does not show) need the agent that {@code mvn pollux:smoke} installs.
 *
 * <p>A checker is immutable and may be shared; checks of one JVM take turns, for the flight
 * recorder and the collector are everybody's.
 */
public final class ContractChecker {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private final Duration timeLimit;
  private final int workers; // 0: the thread that blocks on the future polls everything

  private final boolean spuriousPolls;

  private ContractChecker(Duration timeLimit, int workers, boolean spuriousPolls) {
    this.timeLimit = timeLimit;
    this.workers = workers;
    this.spuriousPolls = spuriousPolls;
  }

  /** A checker with a current-thread runtime and a limit of 60 seconds. */
  @CheckReturnValue
  public static ContractChecker create() {
    return new ContractChecker(TIME_LIMIT, 0, true);
  }

  /**
   * The same checker with that many worker threads.
   *
   * @param count 1 or more
   */
  @CheckReturnValue
  public ContractChecker workers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("workers: " + count + " is not 1 or more");
    }
    return new ContractChecker(timeLimit, count, spuriousPolls);
  }

  /** The same checker, polling everything on one thread. */
  @CheckReturnValue
  public ContractChecker currentThread() {
    return new ContractChecker(timeLimit, 0, spuriousPolls);
  }

  /**
   * The same checker without spurious polls. With them, a future that returns {@code Pending} and
   * is not woken meanwhile is polled once more at once: that shows who keeps the waker of an
   * earlier poll. But it also rescues who looks before it registers, and who took an item and then
   * returned {@code Pending}: only without them are these lost.
   */
  @CheckReturnValue
  public ContractChecker withoutSpuriousPolls() {
    return new ContractChecker(timeLimit, workers, false);
  }

  /**
   * The same checker with another limit for each check.
   *
   * @param limit more than zero
   */
  @CheckReturnValue
  public ContractChecker timeLimit(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("timeLimit: " + limit + " is not more than zero");
    }
    return new ContractChecker(limit, workers, spuriousPolls);
  }

  /**
   * Builds a future and runs it to its end, to a proof that it has none, or to the time limit.
   * Blocks the calling thread.
   *
   * @param factory builds the future anew; what it throws becomes the report's failure
   * @return what was seen; a broken law is no exception
   * @throws InterruptedException if the calling thread is interrupted; the future is given up
   */
  @CheckReturnValue
  public ContractReport check(Callable<? extends Future<?>> factory) throws InterruptedException {
    Objects.requireNonNull(factory, "factory");
    ONE_AT_A_TIME.lockInterruptibly();
    try {
      return new Check().run(factory);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  /** One check. */
  private final class Check {
    private final CheckSession session = new CheckSession(spuriousPolls);
    private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    private List<String> pending = List.of();

    ContractReport run(Callable<? extends Future<?>> factory) throws InterruptedException {
      FlightWatch flight = startRecording();
      try {
        session.watch().start();
        attempt(factory);
      } finally {
        session.watch().close();
        finishRecording(flight);
      }
      Throwable failure = thrown.get();
      List<Violation> violations = session.violations(failure == null);
      boolean onlyCarriesTheVerdict = failure != null && comesFromVerdict(failure);
      if (session.watch().isBlind()) {
        session.note(
            "the JVM does not collect when asked (-XX:+DisableExplicitGC?): lost wake-ups cannot be"
                + " proved, only the time limit ends them");
      }
      return new ContractReport(
          violations,
          onlyCarriesTheVerdict && !violations.isEmpty() ? null : failure,
          pending,
          session.notes());
    }

    private void attempt(Callable<? extends Future<?>> factory) throws InterruptedException {
      AtomicReference<@Nullable CheckedTask<?>> root = new AtomicReference<>();
      try {
        root.set(Construction.build(session, factory));
      } catch (Exception | LinkageError | AssertionError e) {
        thrown.set(e);
        return;
      }
      Thread runner = new Thread(() -> drive(root), "pollux-check");
      runner.setDaemon(true);
      runner.start();
      try {
        runner.join(timeLimit.toMillis() + 1);
      } catch (InterruptedException e) {
        session.giveUp(new BrokenLawException("the check was interrupted"));
        runner.interrupt();
        throw e;
      }
      if (runner.isAlive()) {
        expire(runner);
      }
    }

    private void drive(AtomicReference<@Nullable CheckedTask<?>> root) {
      AsyncRuntime runtime = ProbedRuntime.build(builder(), session);
      try {
        Object ignored = runtime.blockOn(Objects.requireNonNull(root.getAndSet(null)));
        if (session.anyWaiting()) {
          session.watch().collectAndExamine();
        }
      } catch (Throwable e) {
        thrown.compareAndSet(null, e);
      } finally {
        if (!runtime.close(GRACE)) {
          session.note("work that began in the blocking pool had not ended " + GRACE + " later");
        }
      }
    }

    private AsyncRuntime.Builder builder() {
      AsyncRuntime.Builder builder =
          AsyncRuntime.builder()
              .name("pollux-smoke")
              .uncaughtExceptionHandler(
                  (thread, e) -> {
                    if (!comesFromVerdict(e)) {
                      session.note("a detached task failed: " + e);
                    }
                  });
      return workers == 0 ? builder.currentThread() : builder.workers(workers);
    }

    /** The limit is over: say what everything was doing, then end it. */
    private void expire(Thread runner) throws InterruptedException {
      pending = session.pending();
      for (CheckedTask<?> task : session.tasks()) {
        StackTraceElement[] stack = task.pollUnderWay();
        if (stack != null) {
          session.report(
              Blocking.OTHER.violation(
                  stack.length == 0 ? "poll" : Frames.callOf(stack),
                  task.name(),
                  Frames.ofOrFirst(stack),
                  List.of("the poll had not returned when the time limit was over")));
        }
      }
      thrown.compareAndSet(
          null,
          new TimeoutException(
              "the future had not ended after "
                  + timeLimit.toMillis()
                  + " ms, and no lost wake-up could be proved"));
      session.giveUp(new BrokenLawException("the time limit is over"));
      runner.join(GRACE.toMillis());
      if (runner.isAlive()) {
        runner.interrupt();
        session.note("a thread of the test could not be ended: it is left behind");
      }
    }

    private @Nullable FlightWatch startRecording() {
      try {
        return FlightWatch.start();
      } catch (IllegalStateException | LinkageError | SecurityException e) {
        session.note(
            "this JVM has no flight recorder (module jdk.jfr), so that blocking calls are found only"
                + " where the agent sees them: "
                + e.getMessage());
        return null;
      }
    }

    private void finishRecording(@Nullable FlightWatch flight) {
      if (flight == null) {
        return;
      }
      try {
        flight.finish(session);
      } catch (IOException | RuntimeException e) {
        flight.abandon();
        session.note("the flight recorder's events could not be read: " + e);
      }
    }
  }

  private static boolean comesFromVerdict(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = thrown; t != null && causes.size() < 16; t = t.getCause()) {
      causes.add(t);
      causes.addAll(Arrays.asList(t.getSuppressed()));
    }
    return causes.stream()
        .anyMatch(
            t -> t instanceof BrokenLawException || t instanceof dev.pollux.PollAfterEndException);
  }
}
