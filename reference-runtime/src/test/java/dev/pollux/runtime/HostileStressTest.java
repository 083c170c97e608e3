package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Stress;
import dev.pollux.Waker;
import dev.pollux.time.Time;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a program may do to a runtime that no program should. */
@Timeout(120)
class HostileStressTest {

  private static Future<Integer> yields(int times) {
    return times == 0
        ? Future.ready(0)
        : Tasks.yieldNow().then(done -> yields(times - 1)).map(count -> count + 1);
  }

  private static long cpuNanos(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
  }

  private static List<Thread> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .toList();
  }

  private static void pass(Duration time) throws InterruptedException {
    assertFalse(new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS));
  }

  @Test
  void idleWorkersThatAreInterrupted_doNotSpin() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).name("poked").build()) {
      runtime.blockOn(runtime.spawn(yields(3)));
      List<Thread> workers = threads("poked-worker");
      pass(Duration.ofMillis(50));

      workers.forEach(Thread::interrupt);
      pass(Duration.ofMillis(50));
      List<Long> before = workers.stream().map(HostileStressTest::cpuNanos).toList();
      pass(Duration.ofMillis(500));
      List<Long> after = workers.stream().map(HostileStressTest::cpuNanos).toList();

      assertEquals(2, workers.size());
      for (int i = 0; i < 2; i++) {
        long used = TimeUnit.NANOSECONDS.toMillis(after.get(i) - before.get(i));
        assertTrue(used < 50, "an idle worker used " + used + " ms of 500");
      }
      assertEquals(3, runtime.blockOn(runtime.spawn(yields(3))));
      assertEquals(false, runtime.blockOn(runtime.spawn(cx -> Poll.ready(Thread.interrupted()))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void handleThatSaysFinished_canAlwaysBeRead(Kind kind) throws Exception {
    try (AsyncRuntime runtime = kind.create()) {
      for (int round = 0; round < 1000; round++) {
        JoinHandle<Integer> handle = runtime.spawn(yields(round % 3));
        runtime.blockOn(
            cx -> {
              cx.waker().wake();
              return handle.isFinished() ? Poll.ready() : Poll.pending();
            });
        assertEquals(round % 3, handle.poll(Context.of(Waker.noop())).get());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockOnFromManyThreadsAtOnce_givesEachItsOwn(Kind kind) throws Exception {
    long seed = Stress.seed("blockOnFromManyThreadsAtOnce");
    try (AsyncRuntime runtime = kind.create()) {
      Stress.together(
          8,
          seed,
          (thread, random) -> {
            for (int round = 0; round < 60; round++) {
              int number = random.nextInt(5);
              assertEquals(number, runtime.blockOn(yields(number)));
              assertEquals(number, runtime.blockOn(runtime.spawn(yields(number))));
              runtime.blockOn(Time.sleep(Duration.ofNanos(random.nextInt(1_500_000))));
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void runtimesThatComeAndGo_leaveNoThread(Kind kind) throws Exception {
    for (int i = 0; i < 1000; i++) {
      try (AsyncRuntime runtime = kind.builder().name("mayfly").build()) {
        runtime.spawn(Time.sleep(Duration.ofDays(1))).detach();
        assertEquals(1, runtime.blockOn(runtime.spawn(yields(1))));
        assertEquals(2, runtime.blockOn(runtime.spawnBlocking(() -> 2)));
      }
    }
    for (Thread thread : threads("mayfly")) {
      thread.join(10_000);
    }
    assertEquals(List.of(), threads("mayfly"));
  }

  @Test
  void threadsThatDieWhileTheyWake_leaveNoTaskBehindInAnIdleRuntime() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(1).build()) {
      for (int round = 0; round < 20; round++) {
        DeepWake task = new DeepWake();
        JoinHandle<Void> handle = runtime.spawn(task);
        task.polled.await();
        task.open = true;
        Thread deep = new Thread(null, () -> task.wakeAtTheEndOfTheStack(1), "deep", 128 * 1024);
        deep.setUncaughtExceptionHandler((thread, thrown) -> assertTrue(thrown instanceof Error));
        deep.start();
        deep.join();

        runtime.blockOn(handle);
      }
    }
  }

  /** Only the wake at the end of the stack comes after it is open. */
  private static final class DeepWake implements Future<Void> {
    private final CountDownLatch polled = new CountDownLatch(1);
    private volatile Waker waker = Waker.noop();
    private volatile boolean open;

    @Override
    public Poll<Void> poll(Context cx) {
      waker = cx.waker();
      polled.countDown();
      return open ? Poll.ready() : Poll.pending();
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose
    int wakeAtTheEndOfTheStack(int depth) {
      try {
        return wakeAtTheEndOfTheStack(depth + 1) + 1;
      } catch (StackOverflowError end) {
        waker.wake();
        throw end;
      }
    }
  }

  @Test
  void loggerThatThrows_stopsNeitherWorkersNorWatchdog() throws Exception {
    CountDownLatch logged = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    java.util.logging.Logger logger = java.util.logging.Logger.getLogger("dev.pollux.runtime");
    java.util.logging.Filter before = logger.getFilter();
    logger.setFilter(
        record -> {
          logged.countDown();
          throw new IllegalStateException("logger on purpose");
        });
    try (AsyncRuntime runtime =
        AsyncRuntime.builder().workers(2).longPollWarning(Duration.ofMillis(20)).build()) {
      JoinHandle<Boolean> stuck =
          runtime.spawn(cx -> Poll.ready(release.await(60, TimeUnit.SECONDS)));
      runtime.spawn(Future.failed(new IllegalStateException("detached"))).detach();
      logged.await();
      pass(Duration.ofMillis(100));
      CountDownLatch behind = new CountDownLatch(1);
      JoinHandle<Boolean> second =
          runtime.spawn(
              cx -> {
                Tasks.spawn(
                        inner -> {
                          behind.countDown();
                          return Poll.ready();
                        })
                    .detach();
                return Poll.ready(release.await(60, TimeUnit.SECONDS));
              });
      release.countDown();

      assertTrue(runtime.blockOn(stuck));
      assertTrue(runtime.blockOn(second));
      assertTrue(behind.await(60, TimeUnit.SECONDS));
    } finally {
      logger.setFilter(before);
    }
  }

  @Test
  void tasksSpawnedByShutdownHooks_runAndTheProgramEnds() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Stream.of(AsyncRuntime.class, Hooked.class, org.jspecify.annotations.Nullable.class)
                    .map(HostileStressTest::home)
                    .distinct()
                    .collect(Collectors.joining(File.pathSeparator)),
                Hooked.class.getName())
            .redirectErrorStream(true)
            .start();

    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, program.waitFor(), output);
    assertEquals("blockOn 7, spawned 3, blocking 4, cancelled 1, late true", output.strip());
  }

  /** The folder or jar that a class was read from. */
  private static String home(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    String url =
        String.valueOf(
            type.getResource("/" + file) == null
                ? type.getResource(file.substring(file.lastIndexOf('/') + 1))
                : type.getResource("/" + file));
    String place = url.substring(0, url.length() - file.length());
    try {
      String plain = place.startsWith("jar:") ? place.substring(4, place.length() - 2) : place;
      return Path.of(new java.net.URI(plain)).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(url, e);
    }
  }

  /** A program whose shutdown hook still uses its runtime. */
  static final class Hooked {
    private Hooked() {}

    public static void main(String[] arguments) {
      AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build();
      AtomicInteger cancelled = new AtomicInteger();
      runtime.spawn(Time.sleep(Duration.ofDays(1)).onCancel(cancelled::incrementAndGet)).detach();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    List<Object> results = new ArrayList<>();
                    results.add(runtime.blockOn(yields(7)));
                    results.add(runtime.blockOn(runtime.spawn(yields(3))));
                    results.add(runtime.blockOn(runtime.spawnBlocking(() -> 4)));
                    runtime.close();
                    JoinHandle<Integer> late = runtime.spawn(yields(1));
                    System.out.println(
                        "blockOn %s, spawned %s, blocking %s, cancelled %s, late %s"
                            .formatted(
                                results.get(0),
                                results.get(1),
                                results.get(2),
                                cancelled.get(),
                                late.isFinished()));
                  }));
      System.exit(0);
    }
  }
}
