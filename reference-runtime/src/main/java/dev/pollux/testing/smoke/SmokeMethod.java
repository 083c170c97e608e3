package dev.pollux.testing.smoke;

import dev.pollux.Future;
import dev.pollux.testing.ContractChecker;
import dev.pollux.testing.ContractReport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A test that can run: once on two workers, with spurious polls, and once with everything on one
 * thread, without them. Each kind of run finds what the other one hides.
 */
record SmokeMethod(String className, Method target, int timeLimitSeconds)
    implements SmokeTests.Declared {

  @Override
  public String method() {
    return target.getName();
  }

  @Override
  public SmokeResult run(Duration standardLimit) throws InterruptedException {
    target.setAccessible(true);
    ContractChecker checker =
        ContractChecker.create().timeLimit(SmokeMain.orElse(timeLimitSeconds, standardLimit));
    Map<String, ContractChecker> runs = new LinkedHashMap<>();
    runs.put("two workers", checker.workers(2));
    runs.put("one thread", checker.currentThread().withoutSpuriousPolls());
    long began = System.nanoTime();
    List<String> notes = new ArrayList<>();
    for (Map.Entry<String, ContractChecker> run : runs.entrySet()) {
      ContractReport report = run.getValue().check(this::build);
      report.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
      if (!report.passed()) {
        return judged(report, run.getKey(), millisSince(began), notes);
      }
    }
    return new SmokeResult("PASSED", millisSince(began), "", noted(notes), false);
  }

  private static long millisSince(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private Future<?> build() throws Exception {
    try {
      return (Future<?>) target.invoke(null);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof Exception exception ? exception : e;
    }
  }

  private static SmokeResult judged(
      ContractReport report, String run, long millis, List<String> notes) {
    List<String> lines = report.lines();
    List<String> details =
        new ArrayList<>(lines.subList(1, lines.size())); // the first is the headline
    details.add("run: " + run);
    details.addAll(noted(notes));
    boolean leftBehind = notes.stream().anyMatch(note -> note.contains("left behind"));
    return new SmokeResult(
        report.violations().isEmpty() ? "ERROR" : "FAILED",
        millis,
        report.headline(),
        details,
        leftBehind);
  }

  private static List<String> noted(List<String> notes) {
    return notes.stream().map(note -> "note: " + note).toList();
  }
}
