package dev.pollux.maven.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;

/**
 * The jar that {@code -javaagent} takes, made for each run. The plugin's own jar would do, were it
 * always a jar and did an agent's jar not become a part of the class path: so that a project's
 * classes never meet the plugin's, this one holds the agent and nothing else.
 */
public final class AgentJar {
  private AgentJar() {}

  /**
   * Writes the jar into that folder.
   *
   * @return the JVM argument that loads it
   */
  public static String argument(Path folder) throws IOException {
    Path jar = folder.toAbsolutePath().resolve("smoke-agent.jar");
    if (jar.toString().contains("=")) {
      // The launcher takes what follows the first '=' for the agent's options.
      jar = Files.createTempDirectory("pollux").resolve("smoke-agent.jar");
      jar.toFile().deleteOnExit();
    }
    write(jar);
    return "-javaagent:" + jar + "=" + home(ClassReader.class);
  }

  static void write(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", SmokeAgent.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> part : SmokeAgent.parts()) {
        add(out, part);
      }
    }
  }

  private static void add(JarOutputStream out, Class<?> part) throws IOException {
    String name = part.getName().replace('.', '/') + ".class";
    out.putNextEntry(new ZipEntry(name));
    try (InputStream in = part.getClassLoader().getResourceAsStream(name)) {
      in.transferTo(out);
    }
    out.closeEntry();
  }

  /** The jar or folder that a class comes from. */
  private static Path home(Class<?> type) {
    try {
      return Paths.get(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class without a place: " + type.getName(), e);
    }
  }
}
