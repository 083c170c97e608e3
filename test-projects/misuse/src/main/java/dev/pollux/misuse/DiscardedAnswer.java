package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;

/** Law 3: the child's answer is thrown away, so this is ready before the child is. */
final class DiscardedAnswer implements Future<String> {
  private final Future<Void> saving;

  DiscardedAnswer(Future<Void> saving) {
    this.saving = saving;
  }

  @Override
  public Poll<String> poll(Context cx) throws Exception {
    saving.poll(cx); // expect: DiscardedPollResult
    return Poll.ready("saved");
  }

  @Override
  public void cancel() {
    saving.cancel();
  }

  /** The mended twin. */
  static final class Mended implements Future<String> {
    private final Future<Void> saving;

    Mended(Future<Void> saving) {
      this.saving = saving;
    }

    @Override
    public Poll<String> poll(Context cx) throws Exception {
      if (saving.poll(cx).isPending()) {
        return Poll.pending();
      }
      return Poll.ready("saved");
    }

    @Override
    public void cancel() {
      saving.cancel();
    }
  }
}
