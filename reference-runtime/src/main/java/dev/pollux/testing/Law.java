package dev.pollux.testing;

/** The six laws of poll, which the runtime obeys, the linter proves and the checker tests. */
public enum Law {
  /** One stalled poll stalls every task on that worker. */
  NEVER_BLOCK(1, "never block in `poll`"),
  /** A pending future that nobody will wake hangs for ever. */
  WAKE_UP_ARRANGED(2, "never return `Pending` without a wake-up arranged"),
  /** A future's own fields need no locks because of it. */
  ONE_POLLER(3, "one poller at a time, and never after `Ready`"),
  /** A poll and a wake run code that nobody knows. */
  NO_LOCK_ACROSS(4, "hold no lock across a poll or a wake"),
  /** To drop a future is a decision, not an accident. */
  INERT_UNTIL_POLLED(5, "a future does nothing until it is polled"),
  /** Java has no Drop. */
  CANCEL_TAKES_BACK(6, "who abandons a future cancels it, and cancelling takes back everything");

  private final int number;
  private final String title;

  Law(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** The law's number, 1 to 6, as the documentation counts. */
  public int number() {
    return number;
  }

  /** The law in a few words, lower case, without a full stop. */
  public String title() {
    return title;
  }

  @Override
  public String toString() {
    return "law " + number + ": " + title;
  }
}
