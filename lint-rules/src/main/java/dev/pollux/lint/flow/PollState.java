package dev.pollux.lint.flow;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a poll has done so far on one path.
 *
 * @param isArranged somebody has the waker, a child is pending, or the task was woken
 * @param isUnsure that may be so for a reason that the analysis cannot follow: a loop over children
 *     and what was counted in it
 * @param rounds loops over children that have begun a round
 * @param isLoose whether something was done, in a loop over children or a helper, that branches
 *     from here on may depend on
 * @param asked results of children that have not been looked at: they may be pending
 * @param readyChild the last poll of a child that was Ready
 * @param passedBy the registration that a once-only guard kept this path from
 * @param wake where the poll wakes its own task
 * @param isProgress whether something was changed or consumed that the next poll can see
 */
public record PollState(
    boolean isArranged,
    boolean isUnsure,
    Set<Site> rounds,
    boolean isLoose,
    Set<Value> asked,
    @Nullable Site readyChild,
    @Nullable Site passedBy,
    @Nullable Site wake,
    boolean isProgress) {

  static final PollState START =
      new PollState(false, false, Set.of(), false, Set.of(), null, null, null, false);

  /** Whether a wake-up may be on its way: nothing is known to be wrong then. */
  public boolean mayBeWoken() {
    return isArranged || isUnsure || !asked.isEmpty();
  }

  /** From here on only self-wakes matter. */
  PollState arranged() {
    return isArranged
        ? this
        : new PollState(true, false, Set.of(), false, Set.of(), null, null, wake, isProgress);
  }

  PollState woken(Site at) {
    PollState arranged = arranged();
    return new PollState(
        true, false, Set.of(), false, Set.of(), null, null, at, arranged.isProgress);
  }

  PollState progress() {
    return isProgress
        ? this
        : new PollState(
            isArranged, isUnsure, rounds, isLoose, asked, readyChild, passedBy, wake, true);
  }

  PollState unsure(boolean unsure) {
    return isArranged || isUnsure == unsure
        ? this
        : new PollState(
            false, unsure, rounds, isLoose, asked, readyChild, passedBy, wake, isProgress);
  }

  /** A child was polled; asking again before the answer was looked at is taken for an answer. */
  PollState asked(Value result) {
    if (isArranged) {
      return this;
    }
    if (asked.contains(result)) {
      return arranged();
    }
    Set<Value> more = new HashSet<>(asked);
    more.add(result);
    return new PollState(
        false, isUnsure, rounds, isLoose, more, readyChild, passedBy, wake, isProgress);
  }

  /** The child whose result it is turned out Ready. */
  PollState ready(Value result, Site child) {
    if (isArranged) {
      return progress();
    }
    Set<Value> rest = new HashSet<>(asked);
    rest.remove(result);
    return new PollState(false, isUnsure, rounds, isLoose, rest, child, passedBy, wake, true);
  }

  PollState passedBy(Site registration) {
    return isArranged || passedBy != null
        ? this
        : new PollState(
            false, isUnsure, rounds, isLoose, asked, readyChild, registration, wake, isProgress);
  }

  /** A loop over children begins a round. */
  PollState round(Site loop) {
    if (isArranged || rounds.contains(loop)) {
      return this;
    }
    Set<Site> more = new HashSet<>(rounds);
    more.add(loop);
    return new PollState(
        false, isUnsure, more, isLoose, asked, readyChild, passedBy, wake, isProgress);
  }

  /** A loop over children ends; without a round there is nothing to be known of it. */
  PollState leftLoop(Site loop) {
    if (isArranged) {
      return this;
    }
    Set<Site> rest = new HashSet<>(rounds);
    boolean hadRound = rest.remove(loop);
    return new PollState(
        false, isUnsure || !hadRound, rest, true, asked, readyChild, passedBy, wake, isProgress);
  }

  /** Something was done that branches from here on may depend on. */
  PollState loose() {
    return isArranged || isLoose
        ? this
        : new PollState(
            false, isUnsure, rounds, true, asked, readyChild, passedBy, wake, isProgress);
  }

  /** A helper on this path polled a child that was Ready. */
  PollState readyChild(Site child) {
    return isArranged
        ? progress()
        : new PollState(false, isUnsure, rounds, isLoose, asked, child, passedBy, wake, true);
  }

  /** One state for two: what speaks for the path wins. */
  PollState merge(PollState other) {
    if (equals(other)) {
      return this;
    }
    Set<Value> both = new HashSet<>(asked);
    both.addAll(other.asked);
    Set<Site> loops = new HashSet<>(rounds);
    loops.addAll(other.rounds);
    return new PollState(
        isArranged && other.isArranged,
        true,
        loops,
        isLoose || other.isLoose,
        both,
        readyChild != null ? readyChild : other.readyChild,
        passedBy != null ? passedBy : other.passedBy,
        wake != null && other.wake != null ? wake : null,
        isProgress || other.isProgress);
  }
}
