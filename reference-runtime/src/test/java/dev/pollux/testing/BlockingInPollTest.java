package dev.pollux.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.ThrowingFunction;
import dev.pollux.runtime.Tasks;
import dev.pollux.time.Time;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 1: what blocks in a poll is found with its stack, however short it was. */
class BlockingInPollTest {
  private static final ContractChecker CHECKER =
      ContractChecker.create().timeLimit(Duration.ofSeconds(20));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void a_file_of_one_byte() throws IOException {
    file = folder.resolve("one-byte");
    Files.write(file, new byte[] {7});
  }

  /** Does one thing in its only poll. */
  private record Does(ThrowingFunction<Path, Object> work, Path file) implements Future<Object> {
    @Override
    public Poll<Object> poll(Context cx) throws Exception {
      return Poll.ready(work.apply(file));
    }
  }

  private void assertBlocks(String cure, ThrowingFunction<Path, Object> work) throws Exception {
    ContractReport report = CHECKER.check(() -> new Does(work, file));

    assertEquals(1, report.violations().size(), report::toString);
    Violation violation = report.violations().get(0);
    assertEquals(Law.NEVER_BLOCK, violation.law());
    assertTrue(violation.what().endsWith("` blocks inside `poll`"), violation::what);
    assertTrue(violation.help().contains(cure), violation::help);
    assertTrue(
        violation.where().get(0).startsWith(BlockingInPollTest.class.getName()),
        () -> String.join("\n", violation.lines()));
  }

  private void assertFine(ContractReport report) {
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }

  @Test
  void one_millisecond_of_sleep_is_found() throws Exception {
    assertBlocks("Time.sleep", BlockingInPollTest::sleep);
  }

  private static Object sleep(Path unused) throws InterruptedException {
    Thread.sleep(1); // the misuse under test
    return unused;
  }

  @Test
  void a_time_sleep_instead_passes() throws Exception {
    assertFine(CHECKER.check(() -> Time.sleep(Duration.ofMillis(1))));
  }

  @Test
  void one_byte_read_from_a_stream_is_found() throws Exception {
    assertBlocks("spawnBlocking", BlockingInPollTest::readStream);
  }

  private static Object readStream(Path file) throws IOException {
    try (InputStream in = new FileInputStream(file.toFile())) {
      return in.read();
    }
  }

  @Test
  void one_byte_read_from_a_random_access_file_is_found() throws Exception {
    assertBlocks("spawnBlocking", BlockingInPollTest::readRandom);
  }

  private static Object readRandom(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      return in.read();
    }
  }

  @Test
  void one_byte_read_from_a_channel_is_found() throws Exception {
    assertBlocks("spawnBlocking", BlockingInPollTest::readChannel);
  }

  private static Object readChannel(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      return in.read(ByteBuffer.allocate(1));
    }
  }

  @Test
  void a_whole_file_read_by_the_jdk_is_found() throws Exception {
    assertBlocks("spawnBlocking", file -> Files.readAllBytes(file));
  }

  @Test
  void a_file_read_as_blocking_work_passes() throws Exception {
    assertFine(CHECKER.check(ReadsElsewhere::new));
  }

  private final class ReadsElsewhere implements Future<Object> {
    private Future<Object> work;

    @Override
    public Poll<Object> poll(Context cx) throws Exception {
      work = work == null ? Tasks.spawnBlocking(() -> readStream(file)) : work;
      return work.poll(cx);
    }
  }

  @Test
  void a_park_is_found() throws Exception {
    assertBlocks(
        "receiver",
        file -> {
          LockSupport.parkNanos(1);
          return file;
        });
  }

  @Test
  void a_latch_is_found() throws Exception {
    assertBlocks("receiver", file -> new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS));
  }

  @Test
  void output_to_the_console_passes() throws Exception {
    assertFine(CHECKER.check(() -> new Does(BlockingInPollTest::print, file)));
  }

  private static Object print(Path unused) {
    System.err.print("");
    System.err.flush();
    return unused;
  }

  @Test
  void classes_loaded_during_a_poll_pass() throws Exception {
    assertFine(CHECKER.check(() -> new Does(file -> new java.util.zip.CRC32(), file)));
  }
}
