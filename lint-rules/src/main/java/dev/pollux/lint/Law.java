package dev.pollux.lint;

/** The laws of poll (docs/laws-of-poll.md). Numbers never change. */
public enum Law {
  NEVER_BLOCK(1, "never block in `poll`"),
  ARRANGE_WAKEUP(2, "never return `Pending` without a wake-up arranged, and look again after it"),
  ONE_POLLER(3, "one poller at a time, and never after `Ready`"),
  HOLD_NO_LOCK(4, "hold no lock across a poll or a wake"),
  NOTHING_UNTIL_POLLED(5, "a future does nothing until it is polled"),
  CANCEL_WHAT_YOU_ABANDON(6, "who abandons a future cancels it");

  private final int number;
  private final String title;

  Law(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** From 1 to 6. */
  public int number() {
    return number;
  }

  /** The law in a few words, without the number. */
  public String title() {
    return title;
  }
}
