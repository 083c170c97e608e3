package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.runtime.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Law 1: a file is read in the poll, two calls away; every task on this worker waits for the disk.
 */
final class SlowSettings implements Future<String> {
  private final Path file;

  SlowSettings(Path file) {
    this.file = file;
  }

  @Override
  public Poll<String> poll(Context cx) throws IOException {
    return Poll.ready(load()); // expect: BlockingInPoll
  }

  private String load() throws IOException {
    return text().strip();
  }

  private String text() throws IOException {
    return Files.readString(file);
  }

  /** The mended twin: the file is read where code may block. */
  static Future<String> mended(Path file) {
    return Futures.lazy(() -> Tasks.spawnBlocking(() -> Files.readString(file))).map(String::strip);
  }
}
