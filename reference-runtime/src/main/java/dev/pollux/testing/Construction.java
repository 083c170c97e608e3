package dev.pollux.testing;

import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.runtime.JoinHandle;
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

  /**
   * Whether a future of the project is being built on this thread: by its constructor anywhere, or
   * by a factory outside every poll. Inside a poll a method that returns a future is a step of that
   * poll, and may begin what it likes.
   */
  static boolean isUnderWay() {
    boolean[] constructor = {false};
    boolean[] factory = {false};
    boolean polled =
        Frames.anyAboveChecker(
            frame -> {
              constructor[0] |= isConstructor(frame);
              factory[0] |= isFactory(frame);
              return frame.getDescriptor().endsWith(POLL);
            });
    return constructor[0] || (factory[0] && !polled);
  }

  private static boolean isConstructor(StackWalker.StackFrame frame) {
    Class<?> owner = frame.getDeclaringClass();
    return frame.getMethodName().equals("<init>")
        && Frames.isProject(owner.getName())
        && Future.class.isAssignableFrom(owner);
  }

  private static boolean isFactory(StackWalker.StackFrame frame) {
    Class<?> owner = frame.getDeclaringClass();
    String method = frame.getMethodName();
    return Frames.isProject(owner.getName())
        && !method.startsWith("lambda$")
        && returnsFuture(frame)
        && !isTest(owner, method);
  }

  private static boolean returnsFuture(StackWalker.StackFrame frame) {
    try {
      Class<?> returned = frame.getMethodType().returnType();
      // Who gives a handle away has begun a task, and says so.
      return Future.class.isAssignableFrom(returned)
          && !JoinHandle.class.isAssignableFrom(returned);
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
