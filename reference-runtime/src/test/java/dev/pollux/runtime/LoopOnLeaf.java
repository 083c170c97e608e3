package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import java.util.concurrent.Callable;

/** A task that does one thing again and again, as a server's loop would: it counts what it did. */
final class LoopOnLeaf implements Future<Void> {

  private final Callable<Future<?>> leaf;
  private int left;
  private Future<?> current;

  /** The most leaves that were ready within one poll of this one. */
  int mostInOnePoll;

  LoopOnLeaf(Callable<Future<?>> leaf, int times) {
    this.leaf = leaf;
    this.left = times;
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    int ready = 0;
    while (left > 0) {
      if (current == null) {
        current = leaf.call();
      }
      if (current.poll(cx).isPending()) {
        return Poll.pending();
      }
      current = null;
      left--;
      ready++;
      mostInOnePoll = Math.max(mostInOnePoll, ready);
    }
    return Poll.ready();
  }

  @Override
  public void cancel() {
    if (current != null) {
      current.cancel();
    }
  }
}
