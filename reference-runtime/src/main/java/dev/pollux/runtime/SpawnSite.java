package dev.pollux.runtime;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the line of the program that spawned a task: whoever called this runtime's own methods. */
final class SpawnSite {

  private static final StackWalker WALKER = StackWalker.getInstance();

  /** Not whole packages: a program may well share one with us. */
  private static final Set<String> OURS =
      Set.of(
          SpawnSite.class.getName(),
          Core.class.getName(),
          AsyncRuntime.class.getName(),
          Tasks.class.getName());

  private SpawnSite() {}

  /** Without class loader, module and version, which only lengthen the line. */
  static StackTraceElement plain(StackTraceElement frame) {
    return new StackTraceElement(
        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
  }

  /** The frame, or null if there is none but ours. */
  static @Nullable StackTraceElement here() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !OURS.contains(frame.getClassName()))
                .findFirst()
                .map(frame -> plain(frame.toStackTraceElement()))
                .orElse(null));
  }
}
