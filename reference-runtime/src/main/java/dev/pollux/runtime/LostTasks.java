package dev.pollux.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for tasks that were woken and are in no queue: no later wake would ever queue them. None is
 * known to come about but by a thread that dies between the two steps of a wake; this is the net
 * below the argument. Watchdog only.
 *
 * <p>How such a task is told from one that waits its turn:
 *
 * <ol>
 *   <li>A pass over the living tasks marks those that are to be polled. Who begins a task takes the
 *       mark away. So a task that still has it at the next pass, a second later, was not begun in
 *       between, however often it was woken.
 *   <li>Such a suspect may be in a long queue. The queues are first in, first out: once every
 *       ring's head has passed where its tail was, and the injector was seen empty, the suspect is
 *       not where it was. It may have been moved, from a ring to the injector or back; but only
 *       overflow, a thief and a refill do so, seldom to the same task. After {@value #ROUNDS}
 *       rounds of that, and half a second, it counts as lost.
 * </ol>
 *
 * <p>An error would cost a report that is not true, and nothing else: an entry too many is dropped
 * by who takes it, see I1 in {@link Task}.
 *
 * <p>A look reads at most {@value #PAGES} pages of tasks, and takes no lock: a million sleeping
 * tasks take five seconds, and disturb nobody.
 */
final class LostTasks {

  static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);
  static final long CONFIRMED_AFTER = TimeUnit.MILLISECONDS.toNanos(500);
  static final int ROUNDS = 4;

  private static final int PAGES = 8;
  private static final int MOST_SUSPECTS = 64;

  /** The run queues, as far as this needs them. */
  interface Queues {

    /** Where the queues end now. */
    int[] ends();

    /** All that was queued when the ends were read has left the place where it was. */
    boolean havePassed(int[] ends);
  }

  private record Suspect(Task<?> task, long since) {}

  private final OwnedTasks owned;
  private final Queues queues;
  private final Consumer<Task<?>> lost;

  // the pass that goes on
  private final @Nullable Task<?>[] page = new Task<?>[OwnedTasks.Walk.PAGE];
  private OwnedTasks.@Nullable Walk passing;
  private int marked;

  private long nextPass;
  private boolean activity;
  private final List<Suspect> suspects = new ArrayList<>();
  private int rounds;
  private int[] ends = {};

  LostTasks(OwnedTasks owned, Queues queues, Consumer<Task<?>> lost, long now) {
    this.owned = owned;
    this.queues = queues;
    this.lost = lost;
    this.nextPass = now + INTERVAL;
  }

  /** Something was polled since the last look: what was found before is out of date. */
  void noteActivity() {
    activity = true;
  }

  /** Nothing is to be done before {@link #nanosUntilNextPass}. */
  boolean isWaiting() {
    return passing == null && suspects.isEmpty();
  }

  /** {@link Long#MAX_VALUE}: nothing has happened that would call for one. */
  long nanosUntilNextPass(long now) {
    return activity || marked > 0 ? Math.max(0, nextPass - now) : Long.MAX_VALUE;
  }

  void look(long now) {
    if (!suspects.isEmpty()) {
      confirm(now);
    }
    if (passing == null && nanosUntilNextPass(now) == 0) {
      passing = owned.walk();
      activity = false;
      marked = 0;
    }
    for (int i = 0; i < PAGES && passing != null; i++) {
      turnPage(passing, now);
    }
  }

  private void turnPage(OwnedTasks.Walk walk, long now) {
    int filled = walk.next(page);
    for (int i = 0; i < filled; i++) {
      Task<?> task = page[i];
      if (task != null && task.isOverdue()) {
        suspect(task, now);
      } else if (task != null && task.markOverdue()) {
        marked++;
      }
    }
    if (filled == OwnedTasks.Walk.END) {
      passing = null;
      nextPass = now + INTERVAL;
      Arrays.fill(page, null);
    }
  }

  private void suspect(Task<?> task, long now) {
    marked++;
    if (suspects.size() == MOST_SUSPECTS
        || suspects.stream().anyMatch(suspect -> suspect.task == task)) {
      return;
    }
    suspects.add(new Suspect(task, now));
    rounds = 0;
    ends = queues.ends();
  }

  private void confirm(long now) {
    suspects.removeIf(suspect -> !suspect.task.isOverdue());
    if (!queues.havePassed(ends)) {
      return;
    }
    rounds++;
    ends = queues.ends();
    if (rounds < ROUNDS) {
      return;
    }
    for (Suspect suspect : List.copyOf(suspects)) {
      if (now - suspect.since >= CONFIRMED_AFTER) {
        suspects.remove(suspect);
        lost.accept(suspect.task);
      }
    }
  }
}
