package dev.pollux.testing;

import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.testing.probe.PollListener;
import dev.pollux.testing.probe.PollProbe;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Building a future: what its constructors and factories do before anybody polls it. What the
 * test's own method does around them is set-up, and its own affair.
 */
final class Construction {
  private static final String POLL = "Ldev/pollux/Context;)Ldev/pollux/Poll;";

  private Construction() {}

  /**
   * Calls the factory and hands what it built to the session. No frame that stays on a stack holds
   * the future afterwards.
   */
  static CheckedTask<?> build(CheckSession session, Callable<? extends Future<?>> factory)
      throws Exception {
    PollListener before = PollProbe.listen(new Listener(session));
    Future<?> future;
    try {
      future = factory.call();
    } finally {
      PollProbe.listen(before);
    }
    if (future == null) {
      throw new NullPointerException(
          "the test returned null instead of a future: return the future that is to be run");
    }
    return session.root(future);
  }

  /** Whether a constructor or factory of a future of the project is running on this thread. */
  static boolean isUnderWay() {
    boolean[] polled = {false};
    return Frames.anyAboveChecker(
        frame -> {
          polled[0] |= frame.getDescriptor().endsWith(POLL);
          return !polled[0] && builds(frame);
        });
  }

  private static boolean builds(StackWalker.StackFrame frame) {
    Class<?> owner = frame.getDeclaringClass();
    if (!Frames.isProject(owner.getName())) {
      return false;
    }
    String method = frame.getMethodName();
    if (method.equals("<init>")) {
      return Future.class.isAssignableFrom(owner);
    }
    return !method.startsWith("lambda$") && returnsFuture(frame) && !isTest(owner, method);
  }

  private static boolean returnsFuture(StackWalker.StackFrame frame) {
    try {
      return Future.class.isAssignableFrom(frame.getMethodType().returnType());
    } catch (RuntimeException | LinkageError unknown) {
      return false;
    }
  }

  /** The test's own method may set things up. */
  static boolean isTest(Class<?> owner, String name) {
    for (Method method : owner.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.isAnnotationPresent(SmokeTest.class)) {
        return true;
      }
    }
    return false;
  }

  static Violation eager(String call, List<String> where) {
    return new Violation(
        Law.INERT_UNTIL_POLLED,
        "`" + call + "` is called while the future is built, before anybody polls it",
        where.isEmpty() ? "unknown" : className(where.get(0)),
        where,
        List.of(),
        "do it in the first poll: a future that is built and dropped must leave nothing behind");
  }

  private static String className(String frame) {
    String method = frame.substring(0, Math.max(0, frame.indexOf('(')));
    int dot = method.endsWith(".<init>") ? method.indexOf(".<init>") : method.lastIndexOf('.');
    return dot < 0 ? frame : method.substring(0, dot);
  }

  private record Listener(CheckSession session) implements PollListener {
    @Override
    public @Nullable Object entering(Future<?> future) {
      return null;
    }

    @Override
    public void left(@Nullable Object token, @Nullable Poll<?> poll) {
      // A poll by hand in a test's set-up is not the checker's.
    }

    @Override
    public void threw(@Nullable Object token, Throwable thrown) {
      // As above.
    }

    @Override
    public void returned(@Nullable Poll<?> poll) {
      // As above.
    }

    @Override
    public void blocking(String call) {
      beginning(call);
    }

    @Override
    public void beginning(String call) {
      if (isUnderWay()) {
        session.report(eager(call, Frames.here()));
      }
    }
  }
}
