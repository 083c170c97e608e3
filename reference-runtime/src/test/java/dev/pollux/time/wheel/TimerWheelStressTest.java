package dev.pollux.time.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Stress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimerWheelStressTest {

  private static final class ManualTime implements TimeSource {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }
  }

  private static final class Entry extends TimerEntry {
    private final AtomicInteger wakes = new AtomicInteger();
    private long deadline;
  }

  /**
   * A wheel and a sorted map, given the same random calls, fire the same timers at the same time.
   */
  @ParameterizedTest(name = "{0} levels of 2^{1} slots of {2} ns")
  @CsvSource({"1,1,1", "2,1,1", "2,2,1", "3,2,3", "2,6,1", "6,6,10"})
  void wheel_doesWhatASortedMapWouldDo(int levels, int bits, long nanosPerTick) {
    long seed = Stress.seed("TimerWheelStressTest");
    SplittableRandom random = new SplittableRandom(seed);
    ManualTime time = new ManualTime();
    TimerWheel wheel =
        new TimerWheel(new TimeOrigin(time), deadline -> {}, nanosPerTick, levels, bits);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      entries.add(new Entry());
    }
    TreeMap<Long, List<Entry>> model = new TreeMap<>();
    for (int step = 0; step < 20_000; step++) {
      Entry entry = entries.get(random.nextInt(entries.size()));
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          long deadline = wheel.now() + (1L << random.nextInt(1, 12)) + random.nextInt(16) - 4;
          long tick = Math.max(0, Math.floorDiv(deadline + nanosPerTick - 1, nanosPerTick));
          forget(model, entry);
          boolean due = wheel.file(entry, deadline, entry.wakes::incrementAndGet);
          assertEquals(deadline <= wheel.now(), due, "seed " + seed);
          if (!due) {
            entry.deadline = tick * nanosPerTick;
            model.computeIfAbsent(entry.deadline, any -> new ArrayList<>()).add(entry);
          }
        }
        case 2 -> {
          forget(model, entry);
          wheel.cancel(entry);
        }
        default -> {
          time.nanos.addAndGet(random.nextInt(1 << random.nextInt(1, 10)));
          long now = wheel.now();
          List<Entry> due = new ArrayList<>();
          model.headMap(now, true).values().forEach(due::addAll);
          model.headMap(now, true).clear();
          assertEquals(due.size(), wheel.advance(), "seed " + seed + " step " + step);
          due.forEach(fired -> assertTrue(fired.isFired()));
        }
      }
      int filed = model.values().stream().mapToInt(List::size).sum();
      assertEquals(filed, wheel.size(), "seed " + seed + " step " + step);
      assertTrue(
          model.isEmpty() || wheel.nextDeadline() <= model.firstKey(),
          "seed " + seed + " step " + step);
    }
  }

  private static void forget(TreeMap<Long, List<Entry>> model, Entry entry) {
    List<Entry> same = model.get(entry.deadline);
    if (same != null) {
      same.remove(entry);
      if (same.isEmpty()) {
        model.remove(entry.deadline);
      }
    }
  }

  /** Threads file and cancel, one drives, on the system's clock: nothing is early, lost or left. */
  @Test
  void timersOfManyThreads_fireOnceEachOrAreGone() throws Exception {
    int each = 3_000;
    TimerWheel wheel =
        new TimerWheel(new TimeOrigin(TimeSource.system()), deadline -> {}, 1_000, 3, 4);
    AtomicInteger filers = new AtomicInteger(3);
    List<List<Entry>> all = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    Stress.together(
        4,
        Stress.seed("TimerWheelStressTest"),
        (thread, random) -> {
          if (thread == 3) {
            while (filers.get() > 0 || wheel.size() > 0) {
              wheel.advance();
              Thread.onSpinWait();
            }
            return;
          }
          for (int i = 0; i < each; i++) {
            Entry entry = new Entry();
            long deadline = wheel.now() + random.nextInt(2_000_000);
            entry.deadline = deadline;
            boolean due =
                wheel.file(
                    entry,
                    deadline,
                    () -> {
                      assertFalse(wheel.now() < deadline, "early");
                      entry.wakes.incrementAndGet();
                    });
            if (due) {
              entry.wakes.incrementAndGet();
            } else if (random.nextInt(3) == 0) {
              wheel.cancel(entry);
              continue;
            }
            all.get(thread).add(entry);
          }
          filers.decrementAndGet();
        });

    for (List<Entry> entries : all) {
      for (Entry entry : entries) {
        assertTrue(entry.isFired());
        assertEquals(1, entry.wakes.get());
      }
    }
    assertEquals(0, wheel.size());
    assertEquals(Long.MAX_VALUE, wheel.nextDeadline());
  }

  /** Filed by one thread, renewed by a second, cancelled by a third, while a fourth drives. */
  @Test
  void timersHandedFromThreadToThread_leaveNothingBehind() throws Exception {
    int count = 20_000;
    TimerWheel wheel =
        new TimerWheel(new TimeOrigin(TimeSource.system()), deadline -> {}, 1_000, 3, 4);
    Queue<Entry> filed = new ConcurrentLinkedQueue<>();
    Queue<Entry> renewed = new ConcurrentLinkedQueue<>();
    AtomicInteger left = new AtomicInteger(count);

    Stress.together(
        4,
        Stress.seed("TimerWheelStressTest"),
        (thread, random) -> {
          if (thread == 0) {
            for (int i = 0; i < count; i++) {
              Entry entry = new Entry();
              wheel.file(entry, wheel.now() + random.nextInt(200_000), () -> {});
              filed.add(entry);
            }
          }
          while (left.get() > 0) {
            Entry entry = thread == 1 ? filed.poll() : thread == 2 ? renewed.poll() : null;
            if (thread == 1 && entry != null) {
              boolean fired = wheel.renew(entry, entry.wakes::incrementAndGet);
              entry.deadline = fired ? 1 : 0;
              renewed.add(entry);
            } else if (thread == 2 && entry != null) {
              boolean fired = entry.isFired();
              wheel.cancel(entry);
              assertFalse(entry.isFired());
              assertTrue(fired || entry.deadline == 0, "a timer that fired stays so");
              assertTrue(entry.wakes.get() <= 1 - entry.deadline);
              left.decrementAndGet();
            } else if (thread == 3) {
              wheel.advance();
            } else {
              Thread.onSpinWait();
            }
          }
        });

    assertEquals(0, wheel.size());
  }
}
