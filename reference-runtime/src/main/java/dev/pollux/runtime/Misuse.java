package dev.pollux.runtime;

import dev.pollux.Future;
import java.util.List;

/** What a runtime says when it is used wrongly: what happened, why it cannot be, what to do. */
final class Misuse {

  private Misuse() {}

  static IllegalStateException joinAfterDetach() {
    return new IllegalStateException(
        "this JoinHandle was detached (or its waiting cancelled) and then polled: it gave its"
            + " outcome away; poll the handle instead of detaching it");
  }

  static IllegalStateException twoJoiners() {
    return new IllegalStateException(
        "this JoinHandle was polled after its outcome was taken, or by two owners: a handle gives"
            + " its outcome once; to wait in several places use Futures.shared(handle)");
  }

  static NullPointerException nullPoll(Future<?> future) {
    return new NullPointerException(
        future.getClass().getName()
            + ".poll returned null: return Poll.pending() or Poll.ready(value)");
  }

  static IllegalStateException noRuntime(String call) {
    return new IllegalStateException(
        call
            + " was called where no runtime is at work: call it in a poll, in a blockOn or in"
            + " blocking work, or use the method of that name on an AsyncRuntime");
  }

  static IllegalStateException nestedBlockOn(String where) {
    return new IllegalStateException(
        "blockOn was called "
            + where
            + ": it would stop the thread that has to finish the work; poll the future there, or"
            + " spawn it, or call blockOn inside spawnBlocking");
  }

  /** A test of orders: what remains waits for what nobody will do. */
  static IllegalStateException stuck(List<Task<?>> living) {
    return new IllegalStateException(
        "nobody can go on: no task is ready, no timer is set and no blocking work runs, so a wake-up"
            + " was lost, two wait for each other, or the test waits for a socket or a thread, which"
            + " no order of tasks controls; waiting: the future of blockOn"
            + list(living));
  }

  /** A test of orders: it does not end. */
  static IllegalStateException endless(List<Task<?>> living) {
    return new IllegalStateException(
        "there is no end of polls: a future wakes itself for ever, or waits by yielding for what"
            + " does not come; alive: the future of blockOn"
            + list(living));
  }

  private static String list(List<Task<?>> living) {
    StringBuilder text = new StringBuilder();
    for (Task<?> task : living) {
      text.append(", ").append(task);
    }
    return text.toString();
  }

  static IllegalStateException closeInside(String where) {
    return new IllegalStateException(
        "close was called "
            + where
            + ": it would wait for itself; close the runtime on the thread that made it, after"
            + " blockOn returned");
  }

  static IllegalStateException closed(String name, String call) {
    return new IllegalStateException(
        call + ": the runtime '" + name + "' is closed; use it before close, or make another");
  }

  static IllegalArgumentException range(String option, Object value, String allowed) {
    return new IllegalArgumentException(option + ": " + value + " is not " + allowed);
  }
}
