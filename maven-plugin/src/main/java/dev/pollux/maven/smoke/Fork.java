package dev.pollux.maven.smoke;

import dev.pollux.maven.agent.AgentJar;
import dev.pollux.maven.smoke.SmokeCase.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the smoke tests in JVMs of their own, one after another until every test was begun: a test
 * that kills or blocks its JVM takes no other test with it.
 */
final class Fork {
  /** What a fork ends with when it gave up on a test that does not end. */
  private static final int GAVE_UP = 124;

  private static final int STDERR_TAIL = 20;

  private final SmokeSettings settings;
  private final SmokeClasses classes;
  private final ConsoleReport console;
  private final List<SmokeCase> cases = new ArrayList<>();
  private final Path results;
  private final Path stdout;
  private final Path stderr;
  private final ResultFile events;

  private ResultFile.Event started;
  private boolean done;
  private int found;

  Fork(SmokeSettings settings, SmokeClasses classes, ConsoleReport console) {
    this.settings = settings;
    this.classes = classes;
    this.console = console;
    this.results = settings.reports().resolve("smoke-results.jsonl");
    this.stdout = settings.reports().resolve("smoke-stdout.txt");
    this.stderr = settings.reports().resolve("smoke-stderr.txt");
    this.events = new ResultFile(results);
  }

  List<SmokeCase> run() throws IOException, InterruptedException {
    Files.createDirectories(settings.reports());
    for (Path old : List.of(results, stdout, stderr)) {
      Files.deleteIfExists(old);
    }
    Path arguments = settings.reports().resolve("smoke-arguments.txt");
    ArgumentFile.write(arguments, arguments());
    long deadline = System.nanoTime() + settings.moduleTimeLimit().toNanos();
    while (!done) {
      int before = cases.size();
      runOnce(arguments, deadline);
      if (!done && cases.size() == before) {
        break;
      }
    }
    return cases;
  }

  private void runOnce(Path arguments, long deadline) throws IOException, InterruptedException {
    started = null;
    Process process =
        new ProcessBuilder(settings.java().toString(), "@" + arguments.toAbsolutePath())
            .directory(settings.directory().toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(stdout.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(stderr.toFile()))
            .start();
    Thread killer = new Thread(() -> kill(process), "pollux-smoke-kill");
    Runtime.getRuntime().addShutdownHook(killer);
    boolean inTime = true;
    try {
      while (inTime && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
        read();
        inTime = System.nanoTime() < deadline;
      }
    } finally {
      kill(process);
      forget(killer);
    }
    read();
    if (!inTime) {
      lost(
          "the fork was ended: the module's "
              + settings.moduleTimeLimit().toSeconds()
              + " s are over (pollux.smoke.moduleTimeLimit)");
      done = true;
    } else if (!done && process.exitValue() != GAVE_UP) {
      lost("the fork died with exit status " + process.exitValue());
    }
  }

  private void read() throws IOException {
    for (ResultFile.Event event : events.next()) {
      switch (event.event) {
        case "found" -> found = event.tests;
        case "started" -> started = event;
        case "note" -> console.note(event.text);
        case "finished" -> {
          started = null;
          add(event.toCase());
        }
        case "done" -> done = true;
        default -> console.note("a result line could not be read: " + results);
      }
    }
  }

  private void add(SmokeCase test) {
    cases.add(test);
    console.test(test);
  }

  /** The fork is gone in the middle: one error names the test that was running. */
  private void lost(String how) throws IOException {
    boolean running = started != null;
    List<String> details = new ArrayList<>();
    if (cases.size() + 1 < found) {
      details.add("tests that had ended before: " + cases.size() + " of " + found);
    }
    details.addAll(tail());
    details.add(
        "help: run it alone with -Dpollux.smoke.test="
            + (running ? started.className + "#" + started.method : "Class#method")
            + "; its whole output is in "
            + stderr.getFileName()
            + " beside the report");
    add(
        new SmokeCase(
            running ? started.className : settings.module(),
            running ? started.method : "(start of the fork)",
            Outcome.ERROR,
            0,
            running ? how + " while this test ran" : how + " before a test began",
            details));
  }

  private List<String> tail() throws IOException {
    if (!Files.exists(stderr)) {
      return List.of();
    }
    List<String> lines =
        new String(Files.readAllBytes(stderr), StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - STDERR_TAIL), lines.size()).stream()
        .map(line -> "stderr: " + line)
        .toList();
  }

  private List<String> arguments() throws IOException {
    List<String> all = new ArrayList<>();
    all.add("-XX:+IgnoreUnrecognizedVMOptions");
    if (settings.jvmArguments().stream().noneMatch(a -> a.matches("-XX:\\+Use\\w+GC"))) {
      // A whole collection of a small heap is what proves a lost wake-up; this one is the quickest.
      all.add("-XX:+UseSerialGC");
    }
    all.add("-XX:TieredStopAtLevel=1");
    all.add("-XX:FlightRecorderOptions=stackdepth=512");
    all.add("-ea");
    all.add("-Duser.timezone=UTC");
    all.add("-Dfile.encoding=UTF-8");
    all.addAll(settings.jvmArguments());
    all.add(AgentJar.argument(settings.reports()));
    all.add("-cp");
    all.add(ClassPath.join(settings.classPath()));
    all.add("dev.pollux.testing.smoke.SmokeMain");
    all.add("--results=" + results.toAbsolutePath());
    all.add("--seed=" + settings.seed());
    all.add("--time-limit-millis=" + settings.timeLimit().toMillis());
    if (!settings.selected().isEmpty()) {
      all.add("--select=" + settings.selected());
    }
    all.addAll(classes.names());
    return all;
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread killer) {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException exiting) {
      // The hook is running already, and does what it is for.
    }
  }
}
