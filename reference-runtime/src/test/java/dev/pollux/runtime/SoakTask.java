package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.SoakTally.What;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a task of a soak polls: it notes its end, and any law of poll that its runtime breaks. */
final class SoakTask implements Future<Integer> {
  private final Future<Integer> work;
  private final SoakTally tally;
  private final AtomicBoolean inside = new AtomicBoolean();
  private final AtomicInteger ends = new AtomicInteger();
  private volatile @Nullable What end;
  private volatile @Nullable String broken;

  SoakTask(Future<Integer> work, SoakTally tally) {
    this.work = work;
    this.tally = tally;
    tally.add(What.BEGUN);
  }

  @Override
  public Poll<Integer> poll(Context cx) throws Exception {
    enter("polled");
    try {
      Poll<Integer> poll = work.poll(cx);
      if (poll.isReady()) {
        end(What.VALUE);
      }
      return poll;
    } catch (Throwable thrown) {
      end(What.FAILED);
      throw thrown;
    } finally {
      inside.set(false);
    }
  }

  @Override
  public void cancel() {
    enter("cancelled");
    tally.add(What.CANCEL_HOOK);
    try {
      work.cancel();
    } finally {
      end(What.ABORTED);
      inside.set(false);
    }
  }

  private void enter(String how) {
    if (inside.getAndSet(true)) {
      broken = how + " by two threads at once";
    }
    if (end != null) {
      broken = how + " after its end: " + end;
    }
  }

  private void end(What how) {
    end = how;
    ends.incrementAndGet();
    tally.add(how);
  }

  /** Null if it ended once, and its handle knows how. */
  @Nullable String complaint(JoinHandle<Integer> handle) {
    if (broken != null) {
      return broken;
    }
    if (ends.get() != 1) {
      return "ended " + ends + " times";
    }
    return handle.isFinished() ? null : "ended by " + end + ", and its handle does not know";
  }
}
