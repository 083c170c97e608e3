package dev.pollux.runtime;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the runtime writes to its logger while this is open; it is kept off the console. */
final class Logged extends Handler implements AutoCloseable {

  // A strong reference: the log manager keeps none.
  private final Logger logger = Logger.getLogger("dev.pollux.runtime");
  private final boolean parents = logger.getUseParentHandlers();
  private final LinkedBlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

  Logged() {
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  /** The next record; fails after half a minute. */
  LogRecord next() throws InterruptedException {
    LogRecord next = records.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was logged for 30 s");
    }
    return next;
  }

  /** Those that were not taken by {@link #next}. */
  List<String> rest() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(parents);
  }
}
