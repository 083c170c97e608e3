package dev.pollux.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a task's last poll that returned {@code Pending}: names and places, so that it
 * can be told when the future itself is gone.
 *
 * @param trace the calls of the first return of {@code Pending} in it; empty without the agent
 * @param alsoPending where else {@code Pending} was returned
 * @param leaves the innermost futures that returned {@code Pending}
 * @param projectLeaf the first of them that is the project's; empty if none is
 * @param asked whether the waker was asked for
 * @param askedAt the calls of the first request
 * @param arrangedByOurs whether all that was waited for are futures of the runtime
 */
record PollSummary(
    List<String> trace,
    List<String> alsoPending,
    List<String> leaves,
    String projectLeaf,
    boolean asked,
    List<String> askedAt,
    boolean arrangedByOurs) {
  static final PollSummary NONE =
      new PollSummary(List.of(), List.of(), List.of(), "", false, List.of(), false);

  PollSummary {
    alsoPending = List.copyOf(alsoPending);
    leaves = List.copyOf(leaves);
  }

  /** The future to name: the one that waits, if it is the project's, else the task's. */
  String culprit(String task) {
    return projectLeaf.isEmpty() ? task : projectLeaf;
  }

  List<String> where() {
    return trace.isEmpty() ? askedAt : trace;
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!leaves.isEmpty()) {
      notes.add("it waits in " + String.join(", ", leaves));
    }
    alsoPending.forEach(place -> notes.add("it returned Pending at " + place + " too"));
    if (!asked) {
      notes.add("its last poll never asked for cx.waker()");
    } else if (!trace.isEmpty() && !askedAt.isEmpty()) {
      notes.add("its last poll asked for cx.waker() at " + askedAt.get(0));
    }
    return notes;
  }
}
