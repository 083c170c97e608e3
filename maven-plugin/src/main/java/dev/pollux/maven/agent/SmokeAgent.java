package dev.pollux.maven.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Paths;
import java.util.List;

/**
 * What the JVM calls before {@code main}. It and the class path share a loader, so it names no
 * class of ASM: the rewriter is loaded apart, with an ASM of its own.
 */
public final class SmokeAgent {
  /** The class that rewritten code calls; it comes with the runtime. */
  static final String PROBE = "dev/pollux/testing/probe/PollProbe";

  private SmokeAgent() {}

  /** The classes that make up the agent's jar. */
  static List<Class<?>> parts() {
    return List.of(
        SmokeAgent.class,
        PollRewriter.class,
        ProbedClass.class,
        ProbedMethod.class,
        SensitiveCalls.class);
  }

  /**
   * Installs the rewriter. Nothing that goes wrong here stops the tests: they run unobserved, which
   * the runner notices and says.
   *
   * @param asm the jar of ASM
   */
  public static void premain(String asm, Instrumentation instrumentation) {
    ClassLoader projects = ClassLoader.getSystemClassLoader();
    if (projects.getResource(PROBE + ".class") == null) {
      return;
    }
    try {
      URL self = SmokeAgent.class.getProtectionDomain().getCodeSource().getLocation();
      @SuppressWarnings("resource") // for the life of the JVM
      URLClassLoader apart =
          new URLClassLoader(
              new URL[] {self, Paths.get(asm).toUri().toURL()},
              ClassLoader.getPlatformClassLoader());
      Constructor<?> rewriter =
          apart.loadClass(PollRewriter.class.getName()).getDeclaredConstructor(ClassLoader.class);
      instrumentation.addTransformer((ClassFileTransformer) rewriter.newInstance(projects));
      System.setProperty("pollux.smoke.agent", "installed");
    } catch (ReflectiveOperationException | java.io.IOException | LinkageError e) {
      System.setProperty("pollux.smoke.agent", e.toString());
    }
  }
}
