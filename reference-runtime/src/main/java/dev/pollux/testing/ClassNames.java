package dev.pollux.testing;

import dev.pollux.Future;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a recorded stack does not tell: it names classes, and no more. */
final class ClassNames {
  private static final Set<String> LOADERS =
      Set.of(
          "java.lang.ClassLoader",
          "java.net.URLClassLoader",
          "java.security.SecureClassLoader",
          "java.lang.invoke.MethodHandleNatives",
          "java.util.ServiceLoader",
          "java.util.ResourceBundle");

  private ClassNames() {}

  static boolean isFuture(String className) {
    Class<?> type = find(className);
    return type != null && Future.class.isAssignableFrom(type);
  }

  static boolean isTest(String className, String method) {
    Class<?> type = find(className);
    try {
      return type != null && Construction.isTest(type, method);
    } catch (LinkageError incomplete) {
      return false;
    }
  }

  /** Loads without initialising: the class ran before, or it would be on no stack. */
  private static @Nullable Class<?> find(String className) {
    try {
      return Class.forName(className, false, loader());
    } catch (ClassNotFoundException | LinkageError unknown) {
      return null;
    }
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? ClassNames.class.getClassLoader() : context;
  }

  static boolean loadsClasses(String className, String method) {
    return method.equals("<clinit>")
        || LOADERS.contains(className)
        || className.startsWith("jdk.internal.loader.")
        || className.startsWith("java.lang.ClassLoader$");
  }

  static boolean logs(String className) {
    return className.equals("java.io.PrintStream")
        || className.startsWith("java.util.logging.")
        || className.startsWith("java.lang.System$Logger")
        || className.startsWith("org.slf4j.")
        || className.startsWith("ch.qos.logback.")
        || className.startsWith("org.apache.logging.")
        || className.startsWith("org.apache.log4j.");
  }

  /** By the language's custom; a stack of the flight recorder names no files. */
  static String file(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    int nested = simple.indexOf('$');
    return (nested < 0 ? simple : simple.substring(0, nested)) + ".java";
  }
}
