package dev.pollux.testing.smoke;

import dev.pollux.Future;
import dev.pollux.testing.SmokeTest;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Finds the tests, and refuses what is declared wrongly with the cure. */
final class SmokeTests {
  private SmokeTests() {}

  /** A test as it was found. */
  sealed interface Declared permits SmokeMethod, Unusable {
    String className();

    String method();

    SmokeResult run(Duration timeLimit) throws InterruptedException;

    default String id() {
      return className() + "#" + method();
    }
  }

  /** A test that cannot run: its result is known already. */
  record Unusable(String className, String method, SmokeResult result) implements Declared {
    @Override
    public SmokeResult run(Duration timeLimit) {
      return result;
    }
  }

  /** The selected tests, in an order that depends on their names and the seed alone. */
  static List<Declared> find(SmokeOptions options) {
    List<Declared> tests = new ArrayList<>();
    for (String className : options.classes()) {
      declared(className).stream()
          .filter(test -> options.selects(test.className(), test.method()))
          .forEach(tests::add);
    }
    tests.sort(Comparator.comparing(Declared::id));
    Collections.shuffle(tests, new Random(options.seed()));
    return tests;
  }

  private static List<Declared> declared(String className) {
    List<Declared> tests = new ArrayList<>();
    try {
      Class<?> type = Class.forName(className, false, ClassLoader.getSystemClassLoader());
      for (Method method : type.getDeclaredMethods()) {
        SmokeTest test = method.getAnnotation(SmokeTest.class);
        if (test != null && !method.isSynthetic()) {
          tests.add(declared(className, type, method, test));
        }
      }
    } catch (ClassNotFoundException | LinkageError e) {
      tests.add(
          new Unusable(
              className,
              "(class)",
              SmokeResult.error(
                  "the class cannot be loaded: " + e,
                  List.of("help: its dependencies must be on the module's test class path"))));
    }
    return tests;
  }

  private static Declared declared(
      String className, Class<?> type, Method method, SmokeTest annotation) {
    String name = method.getName();
    String mistake = mistake(method);
    if (mistake != null) {
      return new Unusable(
          className,
          name,
          SmokeResult.error(
              "declared wrongly: " + className + "." + name + " " + mistake,
              List.of("help: declare it as `static Future<?> " + name + "()`, without arguments")));
    }
    String reason = disabled(method);
    reason = reason == null ? disabled(type) : reason;
    if (reason != null) {
      return new Unusable(className, name, new SmokeResult("SKIPPED", 0, reason, List.of(), false));
    }
    return new SmokeMethod(className, method, annotation.timeLimitSeconds());
  }

  private static @Nullable String mistake(Method method) {
    if (!Modifier.isStatic(method.getModifiers())) {
      return "is not static";
    }
    if (method.getParameterCount() > 0) {
      return "takes arguments";
    }
    if (!Future.class.isAssignableFrom(method.getReturnType())) {
      return "returns " + method.getReturnType().getTypeName() + " and no dev.pollux.Future";
    }
    return null;
  }

  /** JUnit's annotation, or any of that name: it says what it says. */
  private static @Nullable String disabled(AnnotatedElement element) {
    for (Annotation annotation : element.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("Disabled")) {
        return reason(annotation);
      }
    }
    return null;
  }

  private static String reason(Annotation disabled) {
    try {
      String value = String.valueOf(disabled.annotationType().getMethod("value").invoke(disabled));
      return value.isEmpty() ? "disabled" : value;
    } catch (ReflectiveOperationException none) {
      return "disabled";
    }
  }
}
