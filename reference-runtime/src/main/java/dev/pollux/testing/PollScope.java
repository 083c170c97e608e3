package dev.pollux.testing;

import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.PollAfterEndException;
import dev.pollux.testing.FutureLedger.End;
import dev.pollux.testing.probe.PollListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One poll of a checked task, with all the polls inside it. Used by the polling thread alone; what
 * it keeps are names and places, never a future or a waker.
 */
final class PollScope implements PollListener {
  private static final int MOST_PLACES = 8;

  private final CheckSession session;
  final CheckedTask<?> task;

  private List<String> trace;
  private final List<String> alsoPending = new ArrayList<>();
  private final List<String> leaves = new ArrayList<>();
  private boolean everyLeafIsOurs = true;
  private String projectLeaf = "";
  private int pendings;
  private int ends;
  private @Nullable Throwable reported;

  private boolean askedByOurs;
  private boolean askedByProject;
  private List<String> askedAt;
  private boolean selfWoken;
  private boolean progress;
  private boolean refused;

  /**
   * Made for one poll.
   *
   * @param known places of the poll before, if this one is likely to be the same: stacks cost time
   */
  PollScope(CheckSession session, CheckedTask<?> task, PollSummary known) {
    this.session = session;
    this.task = task;
    this.trace = known.trace();
    this.askedAt = known.askedAt();
  }

  // ---- the polls inside this one

  private record Token(FutureLedger.@Nullable Entry entry, String name, boolean ours, int before) {}

  @Override
  public @Nullable Object entering(Future<?> future) {
    FutureLedger.Entry entry = session.ledger().of(future);
    if (entry == null) {
      String type = future.getClass().getName();
      return new Token(null, Frames.name(type), Frames.isOurs(type), pendings);
    }
    Thread other = entry.begin();
    if (other != null) {
      session.report(
          new Violation(
              Law.ONE_POLLER,
              "polled while " + other.getName() + " is polling it",
              entry.name,
              Frames.here(),
              List.of(),
              "let one task own the future; for several readers use Futures.shared"));
    } else if (entry.end() != End.NOT_YET && !entry.ours) {
      reportEnded(entry, Frames.here());
    }
    return new Token(entry, entry.name, entry.ours, pendings);
  }

  @Override
  public void left(@Nullable Object token, @Nullable Poll<?> poll) {
    Token of = (Token) token;
    if (of == null) {
      return;
    }
    boolean pending = poll instanceof Poll.Pending;
    if (of.entry != null) {
      of.entry.finish(pending ? End.NOT_YET : End.READY);
    }
    if (!pending) {
      ends++;
      return;
    }
    if (pendings == of.before && leaves.size() < MOST_PLACES) {
      leaves.add(of.name);
      everyLeafIsOurs &= of.ours;
      projectLeaf = of.ours || !projectLeaf.isEmpty() ? projectLeaf : of.name;
    }
    pendings++;
  }

  @Override
  public void threw(@Nullable Object token, Throwable thrown) {
    Token of = (Token) token;
    if (of == null) {
      return;
    }
    ends++;
    if (of.entry == null) {
      return;
    }
    boolean again = of.entry.end() != End.NOT_YET;
    if (thrown != reported
        && (thrown instanceof PollAfterEndException
            || (again && of.entry.ours && thrown instanceof IllegalStateException))) {
      reported = thrown;
      if (again) {
        reportEnded(of.entry, Frames.of(thrown.getStackTrace()));
      } else {
        session.reportPollAfterEnd(thrown, of.name);
      }
    }
    of.entry.finish(again ? End.NOT_YET : End.THREW);
  }

  private void reportEnded(FutureLedger.Entry entry, List<String> where) {
    session.report(
        new Violation(
            Law.ONE_POLLER,
            "polled again after it " + entry.end().words,
            entry.name,
            where,
            List.of(),
            "keep the value when the child is Ready and stop polling it, or wrap it in"
                + " Futures.fuse"));
  }

  // ---- what the project's code does inside this poll

  @Override
  public void returned(@Nullable Poll<?> poll) {
    if (!(poll instanceof Poll.Pending)) {
      return;
    }
    if (trace.isEmpty()) {
      trace = Frames.here();
      return;
    }
    String place = Frames.innermost();
    if (!trace.contains(place) && alsoPending.size() < MOST_PLACES) {
      alsoPending.add(place);
    }
  }

  @Override
  public void blocking(String call) {
    if (!Construction.isUnderWay()) {
      session.report(Blocking.call(call, task.name(), Frames.here()));
    } else {
      beginning(call);
    }
  }

  @Override
  public void beginning(String call) {
    if (Construction.isUnderWay()) {
      session.report(Construction.eager(call, Frames.here()));
    }
  }

  // ---- what the context and the waker tell

  void asked() {
    boolean ours = Frames.isOurs(Frames.caller());
    askedByOurs |= ours;
    askedByProject |= !ours;
    if (askedAt.isEmpty()) {
      askedAt = Frames.here();
    }
  }

  void progressed() {
    progress = true;
  }

  void refused() {
    refused = true;
  }

  boolean wasRefused() {
    return refused;
  }

  /** The task's newest waker was called by the poll itself. */
  void wokeItself() {
    // Our own futures do it to yield, and know what they do.
    if (!Frames.isOurs(Frames.caller())) {
      selfWoken = true;
    }
  }

  /** It woke itself, and nothing that can be seen went forward. */
  boolean spun() {
    return selfWoken && !progress && !refused && ends == 0;
  }

  PollSummary summary() {
    return new PollSummary(
        trace,
        alsoPending,
        leaves,
        projectLeaf,
        askedByOurs || askedByProject,
        askedAt,
        askedByOurs && !askedByProject && everyLeafIsOurs);
  }
}
