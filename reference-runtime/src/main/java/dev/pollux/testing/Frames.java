package dev.pollux.testing;

import dev.pollux.Future;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Stacks as a reader wants them: the project's own calls, the innermost first. */
final class Frames {
  private static final int LONGEST = 12;
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final Map<String, Boolean> OURS = new ConcurrentHashMap<>();
  private static final String HOME = home(Frames.class.getName());

  private Frames() {}

  static boolean isJdk(String className) {
    return className.startsWith("java.")
        || className.startsWith("javax.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("com.sun.");
  }

  /**
   * Whether the class came with the runtime. The name alone does not say: packages can be shared.
   */
  static boolean isOurs(String className) {
    return className.startsWith("dev.pollux.")
        && OURS.computeIfAbsent(className, name -> home(outermost(name)).equals(HOME));
  }

  static boolean isProject(String className) {
    return !isJdk(className) && !isOurs(className);
  }

  private static String outermost(String className) {
    int lambda = className.indexOf("$$Lambda");
    String written = lambda < 0 ? className : className.substring(0, lambda);
    int nested = written.indexOf('$');
    return nested < 0 ? written : written.substring(0, nested);
  }

  private static String home(String className) {
    String file = className.replace('.', '/') + ".class";
    ClassLoader loader = Frames.class.getClassLoader();
    URL place = loader.getResource(file);
    return place == null ? "" : place.toString().replace(file, "");
  }

  /** The project's calls on this thread, down to where the checker called it. */
  static List<String> here() {
    return WALKER.walk(
        frames ->
            project(frames.takeWhile(frame -> !isCheckersCall(frame)))
                .limit(LONGEST)
                .map(frame -> text(frame.toStackTraceElement()))
                .toList());
  }

  /** The innermost of {@link #here}; empty if none is the project's. */
  static String innermost() {
    return WALKER.walk(
        frames ->
            project(frames.takeWhile(frame -> !isCheckersCall(frame)))
                .findFirst()
                .map(frame -> text(frame.toStackTraceElement()))
                .orElse(""));
  }

  /** The class that called into the testing package on this thread. */
  static String caller() {
    return WALKER.walk(
        frames ->
            frames
                .map(StackWalker.StackFrame::getClassName)
                .filter(name -> !isJdk(name) && !isChecker(name))
                .findFirst()
                .orElse(""));
  }

  /** Whether a call on this thread, above the checker's, satisfies the test. */
  static boolean anyAboveChecker(Predicate<StackWalker.StackFrame> test) {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames -> frames.takeWhile(frame -> !isCheckersCall(frame)).anyMatch(test));
  }

  private static Stream<StackWalker.StackFrame> project(Stream<StackWalker.StackFrame> frames) {
    return frames.filter(frame -> isProject(frame.getClassName()));
  }

  static boolean isChecker(String className) {
    return className.startsWith("dev.pollux.testing.") && isOurs(className);
  }

  /** The checker calls a project's code from these two methods only. */
  private static boolean isCheckersCall(StackWalker.StackFrame frame) {
    return isCheckersCall(frame.getClassName(), frame.getMethodName());
  }

  static boolean isCheckersCall(String className, String method) {
    return (className.equals("dev.pollux.testing.CheckedTask") && method.equals("pollOnce"))
        || (className.equals("dev.pollux.testing.Construction") && method.equals("build"));
  }

  static List<String> of(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .takeWhile(frame -> !isCheckersCall(frame.getClassName(), frame.getMethodName()))
        .filter(frame -> isProject(frame.getClassName()))
        .filter(frame -> !frame.getClassName().contains("$$Lambda"))
        .limit(LONGEST)
        .map(Frames::text)
        .toList();
  }

  /** The project's calls, or the first calls of all if none is the project's. */
  static List<String> ofOrFirst(StackTraceElement[] stack) {
    List<String> project = of(stack);
    return project.isEmpty() ? Arrays.stream(stack).limit(5).map(Frames::text).toList() : project;
  }

  /** The call of the project that a stack stands in: {@code CountDownLatch.await}. */
  static String callOf(StackTraceElement[] stack) {
    String called = "poll";
    for (StackTraceElement frame : stack) {
      if (!isJdk(frame.getClassName())) {
        return called;
      }
      String owner = frame.getClassName();
      called = owner.substring(owner.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
    return called;
  }

  /** {@code Class.method(File.java:line)}, without loader and module. */
  static String text(StackTraceElement frame) {
    String place =
        frame.getFileName() == null
            ? "unknown source"
            : frame.getFileName() + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber());
    return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
  }

  /** A throwable with its causes, each with the project's calls, or the first calls if none is. */
  static List<String> describe(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    String prefix = "";
    Throwable next = thrown;
    for (int depth = 0; next != null && depth < 5; depth++) {
      lines.add(prefix + (isCheckers(next) ? next.getMessage() : next.toString()));
      framesOf(next).forEach(frame -> lines.add("  at " + frame));
      prefix = "caused by: ";
      next = next.getCause();
    }
    return lines;
  }

  /** Where the checker itself threw, the message says it all. */
  private static List<String> framesOf(Throwable thrown) {
    return isCheckers(thrown) ? List.of() : ofOrFirst(thrown.getStackTrace());
  }

  /** Whether the checker made this exception, and not the code under test. */
  static boolean isCheckers(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return stack.length > 0 && isChecker(stack[0].getClassName());
  }

  static String name(Future<?> future) {
    return name(future.getClass().getName());
  }

  static String name(String className) {
    int lambda = className.indexOf("$$Lambda");
    return lambda < 0 ? className : "a lambda of " + className.substring(0, lambda);
  }
}
