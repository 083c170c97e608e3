package dev.pollux.lint;

import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Types;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the rules of one run share. Safe for use by many threads. */
public final class Analysis {
  private final Program program;
  private final Set<String> testPaths;
  private final Map<Class<?>, Object> shared = new ConcurrentHashMap<>();

  Analysis(Program program, Set<String> testPaths) {
    this.program = program;
    this.testPaths = Set.copyOf(testPaths);
  }

  public Program program() {
    return program;
  }

  public Types types() {
    return program.types();
  }

  /** Whether the file is one of the test sources. */
  public boolean isTest(SourceUnit unit) {
    return testPaths.contains(unit.path());
  }

  /**
   * Something costly that several rules use, such as method summaries: made once a run, by the
   * first who asks.
   *
   * @param make must give something that many threads may use, and must not ask for shared things
   *     itself
   */
  public <S> S shared(Class<S> type, Function<? super Program, ? extends S> make) {
    return type.cast(shared.computeIfAbsent(type, t -> make.apply(program)));
  }
}
