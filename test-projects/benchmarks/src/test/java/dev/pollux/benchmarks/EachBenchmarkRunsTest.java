package dev.pollux.benchmarks;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Every benchmark, with every peer and parameter, runs once: one that is broken must not wait for
 * somebody who wants its figure.
 */
@Timeout(60)
class EachBenchmarkRunsTest {

  @BeforeAll
  static void giveThePeersTwoWorkersHereToo() {
    set(TwoWorkers.KOTLIN_PROPERTY);
    set(TwoWorkers.VIRTUAL_PROPERTY);
  }

  private static void set(String option) {
    System.setProperty(
        option.substring("-D".length(), option.length() - 1), "" + TwoWorkers.WORKERS);
  }

  /** The classes that the annotation processor found. */
  static Stream<String> benchmarks() {
    Set<BenchmarkListEntry> all =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of());
    return all.stream().map(BenchmarkListEntry::getUserClassQName).distinct().sorted();
  }

  private static String[] values(Field parameter) {
    return Arrays.stream(parameter.getAnnotation(Param.class).value())
        .filter(value -> VirtualThreads.areAvailable() || !value.equals("virtual"))
        .toArray(String[]::new);
  }

  private static OptionsBuilder once(Class<?> benchmark) {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
        .mode(Mode.SingleShotTime)
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(1)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    Arrays.stream(benchmark.getFields())
        .filter(field -> field.isAnnotationPresent(Param.class))
        .forEach(field -> options.param(field.getName(), values(field)));
    return options;
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void each_benchmark_runs_with_every_peer(String benchmark)
      throws ClassNotFoundException, RunnerException {
    Collection<RunResult> results = new Runner(once(Class.forName(benchmark)).build()).run();

    Set<String> measured =
        results.stream()
            .map(result -> result.getPrimaryResult().getLabel())
            .collect(Collectors.toSet());
    assertFalse(measured.isEmpty());
  }
}
