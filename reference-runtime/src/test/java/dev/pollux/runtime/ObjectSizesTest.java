package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollux.sync.Oneshot;
import dev.pollux.time.Time;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;
import org.openjdk.jol.vm.VM;

/**
 * What a task that waits may cost. A field more in one of these classes is a decision: at a million
 * tasks eight bytes are eight megabytes.
 */
class ObjectSizesTest {

  /** In the list of whoever keeps the handle. */
  private static final int REFERENCE = 4;

  @BeforeAll
  static void assumeTheUsualLayout() {
    boolean usual =
        VM.current().arrayIndexScale("java.lang.Object") == REFERENCE
            && VM.current().objectAlignment() == 8
            && VM.current().objectHeaderSize() <= 12;
    assumeTrue(
        usual,
        () ->
            "the bounds assume compressed references of 4 bytes, an alignment of 8 and headers of at"
                + " most 12; this JVM has\n"
                + VM.current().details());
  }

  private static long size(Class<?> type) {
    return ClassLayout.parseClass(type).instanceSize();
  }

  private static Class<?> sleep() {
    return Time.sleep(Duration.ofHours(1)).getClass();
  }

  private static void assertAtMost(long bytes, Class<?> type) {
    ClassLayout layout = ClassLayout.parseClass(type);
    assertTrue(
        layout.instanceSize() <= bytes,
        () ->
            type.getName()
                + " may have "
                + bytes
                + " bytes. Which of its fields can go, or share a word?\n"
                + layout.toPrintable());
  }

  @Test
  void a_task_is_48_bytes() {
    assertAtMost(48, Task.class);
  }

  @Test
  void a_sleep_is_its_own_timer_and_is_40_bytes() {
    assertAtMost(40, sleep());
  }

  @Test
  void the_receiver_of_a_oneshot_is_its_cell_and_is_24_bytes() {
    assertAtMost(24, Oneshot.Receiver.class);
  }

  @Test
  void the_sender_of_a_oneshot_is_16_bytes() {
    assertAtMost(16, Oneshot.Sender.class);
  }

  @Test
  void a_sleeping_task_with_its_handle_is_under_100_bytes() {
    long task = size(Task.class) + size(sleep()) + REFERENCE;

    assertTrue(task <= 100, () -> task + " bytes");
  }

  @Test
  void a_task_that_awaits_a_oneshot_is_under_100_bytes() {
    long receiver = size(Task.class) + size(Oneshot.Receiver.class) + REFERENCE;
    long sender = size(Oneshot.Sender.class) + REFERENCE;

    assertTrue(receiver + sender <= 100, () -> receiver + " + " + sender + " bytes");
  }

  // ---- words that two threads write

  private static final int TWO_CACHE_LINES = 128;

  private static void assertPadded(Class<?> type, String name) {
    ClassLayout layout = ClassLayout.parseClass(type);
    FieldLayout field =
        layout.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    assertTrue(
        field.offset() >= TWO_CACHE_LINES,
        () ->
            name
                + " has to lie "
                + TWO_CACHE_LINES
                + " bytes behind what other threads may write\n"
                + layout.toPrintable());
  }

  @Test
  void the_word_that_thieves_write_is_padded() {
    assertPadded(LocalQueue.class, "head");
  }

  @Test
  void the_word_that_everybody_pushes_to_is_padded() {
    assertPadded(Injector.class, "pushed");
  }

  @Test
  void the_list_that_each_spawn_writes_is_padded() {
    assertPadded(OwnedTasks.Shard.class, "newest");
  }
}
