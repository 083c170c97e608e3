package dev.pollux.runtime.reactor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;

/** One selector. */
public final class Reactor {
  private final Selector selector;

  /** Opens the selector. */
  public Reactor() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector could be opened", e);
    }
  }

  /** Ends the select that runs, or the next one. */
  public void wakeup() {
    selector.wakeup();
  }

  /**
   * Selects.
   *
   * @param maxNanos how long at most
   */
  public void poll(long maxNanos) {
    try {
      if (maxNanos == 0) {
        selector.selectNow();
      } else if (maxNanos == Long.MAX_VALUE) {
        selector.select();
      } else {
        selector.select(Math.max(1, (maxNanos + 999_999) / 1_000_000));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the selector. */
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
