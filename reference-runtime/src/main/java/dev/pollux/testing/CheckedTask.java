package dev.pollux.testing;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.Waker;
import dev.pollux.testing.probe.PollListener;
import dev.pollux.testing.probe.PollProbe;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a task for the future that is checked. It polls the future with a waker of its own for
 * each poll, and lets go of the future while it waits, so that reachability tells whether anybody
 * can still wake it.
 */
final class CheckedTask<T> implements Future<T> {

  /*
   *               poll                      Pending, not woken
   *   FRESH ---------------> POLLING --------------------------------> WAITING
   *                          |  ^   \                                  |  |  |
   *               Ready,     |  |    \  Pending, woken meanwhile       |  |  |
   *               a throw    |  |     \ or budget refused       wake() |  |  | newest waker is garbage,
   *                          |  |poll  v                               |  |  | time limit, spun
   *                          |  +--- WOKEN <---------------------------+  |  |
   *                          v                                     cancel |  v verdict; the next
   *                        ENDED <----------------------------------------+--+ poll throws it
   *
   *   who holds the future:  FRESH, POLLING, WOKEN  this object (strong), WAITING  newest waker alone
   *
   *   who       transition               under lock   what it publishes
   *   poller    -> POLLING               yes          earlier polls' writes, what the waker wrote
   *   poller    POLLING -> WAITING       yes          strong = null: from here the waker is the last
   *   any       WAITING -> WOKEN         yes          strong = the waker's future, before the runtime
   *                                                   is told; the waker is on the caller's stack until
   *                                                   then, so it cannot be garbage in between
   *   watch     verdict is set           yes          then the runtime is told, outside the lock
   *
   *   I1  The watch sets "lost" only in WAITING with the newest waker cleared. Who could have called
   *       it held it, and held it until strong was set; so nobody can.
   *   I2  No field of this object reaches the future or its waker while it waits, and no frame of the
   *       checker that is on a stack meanwhile does: poll and pollOnce have returned.
   *   I3  The lock is a leaf: no call of the project's or the runtime's is made under it.
   */
  private enum Phase {
    FRESH,
    POLLING,
    WOKEN,
    WAITING,
    ENDED
  }

  private static final int SPINS_UNCHANGED = 1_000;
  private static final int SPINS_AT_MOST = 50_000;

  private final CheckSession session;
  private final String name;
  private final List<String> spawnedAt;
  private final boolean root;
  private final Object lock = new Object();

  // guarded by lock
  private Phase phase = Phase.FRESH;
  private @Nullable Future<T> strong;
  private WeakReference<ProbeWaker<T>> newest = new WeakReference<>(null);
  private @Nullable Waker outer;
  private @Nullable RuntimeException verdict;
  private PollSummary last = PollSummary.NONE;
  private boolean woken;
  private int polls;
  private int staleWake;
  private long waitingSince;
  private @Nullable Thread poller;

  // polling thread only
  private int spins;
  private long sketch;

  CheckedTask(CheckSession session, Future<T> future, List<String> spawnedAt, boolean root) {
    this.session = session;
    this.strong = future;
    this.name = Frames.name(future);
    this.spawnedAt = spawnedAt;
    this.root = root;
  }

  String name() {
    return name;
  }

  boolean isRoot() {
    return root;
  }

  // ---- polling

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    Future<T> future = begin(cx.waker());
    Poll<T> poll = null;
    boolean waits = false;
    try {
      poll = pollOnce(future, cx);
      if (poll.isPending() && wantsSpuriousPoll()) {
        // Nobody woke it: one poll more, with a waker that it has never seen.
        poll = pollOnce(future, cx);
      }
      checkSpinning(poll, future);
      waits = poll.isPending();
      return poll;
    } finally {
      finish(waits);
    }
  }

  private Future<T> begin(Waker waker) {
    synchronized (lock) {
      Future<T> future = null;
      if (verdict == null && phase != Phase.ENDED) {
        ProbeWaker<T> holder = newest.get();
        future = strong != null || holder == null ? strong : holder.future();
        if (future == null) {
          verdict = session.lost(this, loss());
        }
      }
      if (verdict != null) {
        end();
        throw verdict;
      }
      if (future == null) {
        throw PollAfterEndException.completed(this);
      }
      strong = future;
      outer = waker;
      phase = Phase.POLLING;
      poller = Thread.currentThread();
      woken = false;
      return future;
    }
  }

  private Poll<T> pollOnce(Future<T> future, Context cx) throws Exception {
    ProbeWaker<T> waker = renew(future);
    PollScope scope = new PollScope(session, this, spins > 0 ? last : PollSummary.NONE);
    CheckedContext context = new CheckedContext(cx.withWaker(waker), waker, scope, session);
    Object token = scope.entering(future);
    PollListener before = PollProbe.listen(scope);
    Poll<T> poll;
    try {
      poll = future.poll(context);
    } catch (Throwable thrown) {
      scope.threw(token, thrown);
      throw thrown;
    } finally {
      PollProbe.listen(before);
      context.expire();
    }
    scope.left(token, poll);
    if (poll == null) {
      throw new NullPointerException(
          name + ".poll returned null: return Poll.pending() or Poll.ready(value)");
    }
    spins = poll.isPending() && scope.spun() ? spins + 1 : 0;
    synchronized (lock) {
      last = scope.summary();
      woken |= scope.wasRefused();
    }
    return poll;
  }

  private ProbeWaker<T> renew(Future<T> future) {
    synchronized (lock) {
      ProbeWaker<T> older = newest.get();
      if (older != null) {
        older.demote();
      }
      ProbeWaker<T> waker = new ProbeWaker<>(this, future, ++polls);
      newest = new WeakReference<>(waker);
      return waker;
    }
  }

  /** Our own futures are tested elsewhere, and some yield: a poll more would undo that. */
  private boolean wantsSpuriousPoll() {
    if (!session.spuriousPolls()) {
      return false;
    }
    synchronized (lock) {
      return !woken && !last.arrangedByOurs();
    }
  }

  private void finish(boolean waits) {
    synchronized (lock) {
      poller = null;
      if (!waits) {
        end();
      } else if (woken) {
        phase = Phase.WOKEN;
      } else {
        phase = Phase.WAITING;
        strong = null;
        waitingSince = System.nanoTime();
        session.watch().look();
      }
    }
  }

  /** Lock held. */
  private void end() {
    phase = Phase.ENDED;
    strong = null;
    newest = new WeakReference<>(null);
    session.forget(this);
  }

  private void checkSpinning(Poll<T> poll, Future<T> future) {
    if (poll.isReady() || spins == 0) {
      return;
    }
    if (spins == 1) {
      sketch = StateSketch.of(future);
    }
    boolean unchanged = spins == SPINS_UNCHANGED && StateSketch.of(future) == sketch;
    if (unchanged || spins >= SPINS_AT_MOST) {
      session.report(
          new Violation(
              Law.WAKE_UP_ARRANGED,
              "it wakes itself and returns Pending, " + spins + " times in a row without progress",
              last.culprit(name),
              last.where(),
              List.of(),
              "give the waker to whoever changes what is waited for; to let others go first, poll"
                  + " Tasks.yieldNow()"));
      throw new BrokenLawException(name + " spins: it was ended by the checker");
    }
  }

  // ---- waking: any thread

  void woken(ProbeWaker<T> waker) {
    if (PollProbe.listener() instanceof PollScope scope && scope.task == this) {
      scope.wokeItself();
    }
    Waker runtime;
    synchronized (lock) {
      if (phase == Phase.ENDED) {
        return;
      }
      if (!newest.refersTo(waker)) {
        // Harmless, and no wake-up: whether the newest waker was kept as well, the watch finds out.
        staleWake = waker.poll();
        session.watch().look();
        return;
      }
      if (phase == Phase.WAITING) {
        strong = waker.future();
        phase = Phase.WOKEN;
      }
      woken = true;
      runtime = outer;
    }
    wake(runtime);
  }

  private static void wake(@Nullable Waker runtime) {
    if (runtime != null) {
      runtime.wake();
    }
  }

  // ---- the watch's thread

  /** Called after a whole collection: draws what conclusion there is. */
  void examine() {
    Waker runtime;
    synchronized (lock) {
      if (phase != Phase.WAITING) {
        return;
      }
      if (newest.refersTo(null)) {
        if (verdict == null) {
          verdict = session.lost(this, loss());
        }
      } else if (staleWake > 0) {
        // An older waker was called while the newest one is kept: one poll too many, no mistake.
        staleWake = 0;
        ProbeWaker<T> waker = newest.get();
        strong = waker == null ? null : waker.future();
        phase = strong == null ? Phase.WAITING : Phase.WOKEN;
      } else {
        return;
      }
      runtime = outer;
    }
    wake(runtime);
  }

  boolean isWaiting() {
    synchronized (lock) {
      return phase == Phase.WAITING && verdict == null;
    }
  }

  /** Ends the task at its next poll, which is asked for. */
  void giveUp(RuntimeException why) {
    Waker runtime;
    synchronized (lock) {
      if (phase == Phase.ENDED) {
        return;
      }
      if (verdict == null) {
        verdict = why;
      }
      runtime = outer;
    }
    wake(runtime);
  }

  /** Lock held. */
  private Loss loss() {
    String what =
        staleWake > 0
            ? "it returned Pending and kept the waker of poll "
                + staleWake
                + " only; the last waker wins, and that was of poll "
                + polls
            : "it returned Pending and nobody is left who could wake it: its newest waker is garbage";
    List<String> notes = new ArrayList<>(last.notes());
    if (!spawnedAt.isEmpty()) {
      notes.add("spawned at " + spawnedAt.get(0));
    }
    boolean arranged = last.arrangedByOurs() && staleWake == 0;
    String culprit = last.culprit(name);
    if (!culprit.equals(name)) {
      notes.add("polled by the task of " + name);
    }
    return new Loss(what, culprit, last.where(), notes, arranged);
  }

  /**
   * How a wake-up was lost.
   *
   * @param arranged whether the runtime's own futures registered it: then the future kept to the
   *     law, and it is what it waits for that is gone
   */
  record Loss(
      String what, String culprit, List<String> where, List<String> notes, boolean arranged) {}

  // ---- the time limit's report

  /** What this task is doing; null if it has ended. */
  @Nullable List<String> describe() {
    synchronized (lock) {
      if (phase == Phase.ENDED) {
        return null;
      }
      List<String> lines = new ArrayList<>();
      long millis = (System.nanoTime() - waitingSince) / 1_000_000;
      lines.add(
          "  "
              + (root ? "future " : "task ")
              + name
              + ": "
              + switch (phase) {
                case FRESH -> "not polled yet";
                case POLLING -> "being polled, poll " + polls;
                case WOKEN -> "woken, and waiting for its turn";
                case WAITING ->
                    "pending for " + millis + " ms; its waker is still reachable, nobody called it";
                case ENDED -> "ended";
              });
      Thread busy = poller;
      List<String> where = busy == null ? last.where() : Frames.ofOrFirst(busy.getStackTrace());
      where.forEach(frame -> lines.add("    at " + frame));
      last.notes().forEach(note -> lines.add("    note: " + note));
      if (!spawnedAt.isEmpty()) {
        lines.add("    note: spawned at " + spawnedAt.get(0));
      }
      return lines;
    }
  }

  /** The stack of the poll that is under way, if one is. */
  StackTraceElement @Nullable [] pollUnderWay() {
    synchronized (lock) {
      return poller == null ? null : poller.getStackTrace();
    }
  }

  @Override
  public void cancel() {
    Future<T> future;
    synchronized (lock) {
      ProbeWaker<T> holder = newest.get();
      future = strong != null || holder == null ? strong : holder.future();
      end();
    }
    if (future != null) {
      future.cancel();
    }
  }
}
