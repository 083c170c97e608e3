package dev.pollux.maven.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Rewrites, in each class of the class path, the places where a future is polled, where {@code
 * Pending} is returned and where something blocks or begins.
 *
 * <p>Only straight-line code is added, never between a frame and the instruction it stands for, so
 * that the class file's own stack map frames stay right and none is computed. A class that cannot
 * be rewritten stays as it is.
 */
public final class PollRewriter implements ClassFileTransformer {
  private final ClassLoader projects;
  private final String runtime;

  /**
   * Rewrites for one loader.
   *
   * @param projects the loader of the class path; another loader might not see the probe
   */
  public PollRewriter(ClassLoader projects) {
    this.projects = projects;
    this.runtime = String.valueOf(projects.getResource(SmokeAgent.PROBE + ".class"));
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> again, ProtectionDomain domain, byte[] classFile) {
    if (loader != projects || name == null || again != null) {
      return null;
    }
    boolean ours = name.startsWith("dev/pollux/") && isOfTheRuntime(domain);
    if (name.startsWith("dev/pollux/maven/agent/")
        || (ours && name.startsWith("dev/pollux/testing/"))) {
      return null;
    }
    try {
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      ProbedClass probed = new ProbedClass(writer, ours);
      reader.accept(probed, 0);
      return probed.changed() ? writer.toByteArray() : null;
    } catch (RuntimeException | LinkageError e) {
      // Thrown out of here it would vanish in the JVM; the runner shows the first of these.
      System.getProperties()
          .putIfAbsent("pollux.smoke.agent.skipped", name.replace('/', '.') + ": " + e);
      return null;
    }
  }

  private boolean isOfTheRuntime(ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    return source != null
        && source.getLocation() != null
        && runtime.contains(source.getLocation().toString());
  }
}
