package dev.pollux.testing;

import dev.pollux.Future;
import dev.pollux.runtime.probe.SpawnProbe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One future under check, with every task it spawns: what is watched, and what was found. */
final class CheckSession implements SpawnProbe {
  private static final int MOST_VIOLATIONS = 50;

  private final boolean spuriousPolls;
  private final Set<CheckedTask<?>> tasks = ConcurrentHashMap.newKeySet();
  private final FutureLedger ledger = new FutureLedger();
  private final ReachabilityWatch watch = new ReachabilityWatch(this);

  // guarded by this
  private final List<Violation> violations = new ArrayList<>();
  private final List<Violation> abandoned = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();

  CheckSession(boolean spuriousPolls) {
    this.spuriousPolls = spuriousPolls;
  }

  /** Whether a pending future that nobody woke is polled once more. */
  boolean spuriousPolls() {
    return spuriousPolls;
  }

  FutureLedger ledger() {
    return ledger;
  }

  ReachabilityWatch watch() {
    return watch;
  }

  // ---- what is watched

  <T> CheckedTask<T> root(Future<T> future) {
    return watch(future, List.of(), true);
  }

  @Override
  public <V> Future<V> spawned(Future<V> future) {
    if (Construction.isUnderWay()) {
      report(Construction.eager("spawn", Frames.here()));
    }
    return watch(future, Frames.here(), false);
  }

  @Override
  public <V> Future<V> blockedOn(Future<V> future) {
    return future instanceof CheckedTask ? future : watch(future, Frames.here(), false);
  }

  private <T> CheckedTask<T> watch(Future<T> future, List<String> spawnedAt, boolean root) {
    CheckedTask<T> task = new CheckedTask<>(this, future, spawnedAt, root);
    tasks.add(task);
    return task;
  }

  void forget(CheckedTask<?> task) {
    tasks.remove(task);
  }

  boolean anyWaiting() {
    return tasks.stream().anyMatch(CheckedTask::isWaiting);
  }

  void examineAll() {
    tasks.forEach(CheckedTask::examine);
  }

  void giveUp(RuntimeException why) {
    tasks.forEach(task -> task.giveUp(why));
  }

  /** What each task that has not ended is doing. */
  List<String> pending() {
    return tasks.stream()
        .map(CheckedTask::describe)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .toList();
  }

  Set<CheckedTask<?>> tasks() {
    return tasks;
  }

  // ---- what was found

  /** Notes that a wake-up was lost; what is returned ends the task. */
  BrokenLawException lost(CheckedTask<?> task, CheckedTask.Loss loss) {
    Violation violation =
        new Violation(
            Law.WAKE_UP_ARRANGED,
            loss.what(),
            loss.culprit(),
            loss.where(),
            loss.notes(),
            loss.arranged()
                ? "what it waits for is gone: close a sender before it is dropped, keep whoever"
                    + " completes it, or break the circle if two tasks wait for each other"
                : "at each poll, store cx.waker() where the event's source finds it, then look once"
                    + " more; or return the Pending of a child that was polled with cx");
    if (loss.arranged() && !task.isRoot()) {
      synchronized (this) {
        abandoned.add(violation);
      }
    } else {
      report(violation);
    }
    return new BrokenLawException(task.name() + " can never be woken: the checker ended it");
  }

  synchronized void report(Violation violation) {
    if (violations.size() < MOST_VIOLATIONS && violations.stream().noneMatch(violation::isSameAs)) {
      violations.add(violation);
    }
  }

  void reportPollAfterEnd(Throwable thrown, String future) {
    report(
        new Violation(
            Law.ONE_POLLER,
            "a future was polled after its end: " + thrown.getMessage(),
            future,
            Frames.of(thrown.getStackTrace()),
            List.of(),
            "keep the value when the child is Ready and stop polling it, or wrap it in"
                + " Futures.fuse"));
  }

  synchronized void note(String text) {
    notes.add(text);
  }

  /**
   * What there is to report.
   *
   * @param endedWell whether the root ended without a throw; then a task that waits for something
   *     of ours that nobody can complete any more is worth a note and no more
   */
  synchronized List<Violation> violations(boolean endedWell) {
    for (Violation left : abandoned) {
      if (endedWell) {
        notes.add(
            "the task "
                + left.future()
                + " was left waiting for what nobody can complete any more"
                + (left.notes().isEmpty() ? "" : " (" + left.notes().get(0) + ")"));
      } else {
        report(left);
      }
    }
    abandoned.clear();
    return List.copyOf(violations);
  }

  synchronized List<String> notes() {
    return List.copyOf(notes);
  }
}
