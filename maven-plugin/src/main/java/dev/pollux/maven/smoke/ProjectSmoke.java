package dev.pollux.maven.smoke;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/** The settings of a smoke run, gathered from a Maven project. */
public final class ProjectSmoke {
  private ProjectSmoke() {}

  /**
   * The settings for a project whose test-scoped dependencies have been resolved.
   *
   * @param timeLimitSeconds the limit of one run of one test
   * @param moduleTimeLimitSeconds the limit of the whole fork
   * @param jvmArguments the user's arguments, separated by white space; a part in double quotes
   *     keeps its white space; may be null
   * @param selected which tests; may be null
   * @throws DependencyResolutionRequiredException when they have not been resolved
   */
  public static SmokeSettings settings(
      MavenProject project,
      MavenSession session,
      ToolchainManager toolchains,
      long timeLimitSeconds,
      long moduleTimeLimitSeconds,
      long seed,
      String jvmArguments,
      String selected)
      throws DependencyResolutionRequiredException {
    List<Path> classPath = new ArrayList<>();
    for (String element : project.getTestClasspathElements()) {
      classPath.add(Paths.get(element));
    }
    return settings(
        project,
        session,
        toolchains,
        classPath,
        timeLimitSeconds,
        moduleTimeLimitSeconds,
        seed,
        jvmArguments,
        selected);
  }

  /**
   * The settings for a project whose test class path the caller has found.
   *
   * @param classPath outputs first
   */
  public static SmokeSettings settings(
      MavenProject project,
      MavenSession session,
      ToolchainManager toolchains,
      List<Path> classPath,
      long timeLimitSeconds,
      long moduleTimeLimitSeconds,
      long seed,
      String jvmArguments,
      String selected) {
    return new SmokeSettings(
        project.getArtifactId(),
        project.getBasedir().toPath(),
        classPath,
        List.of(
            Paths.get(project.getBuild().getTestOutputDirectory()),
            Paths.get(project.getBuild().getOutputDirectory())),
        Paths.get(project.getBuild().getDirectory()).resolve("pollux"),
        java(session, toolchains),
        words(jvmArguments),
        Duration.ofSeconds(timeLimitSeconds),
        Duration.ofSeconds(moduleTimeLimitSeconds),
        seed,
        selected);
  }

  /** The toolchain's {@code java} if the build chose one, else that of the JVM that runs Maven. */
  static Path java(MavenSession session, ToolchainManager toolchains) {
    Toolchain jdk =
        toolchains == null ? null : toolchains.getToolchainFromBuildContext("jdk", session);
    String tool = jdk == null ? null : jdk.findTool("java");
    if (tool != null) {
      return Paths.get(tool);
    }
    Path bin = Paths.get(System.getProperty("java.home"), "bin");
    Path windows = bin.resolve("java.exe");
    return File.separatorChar == '\\' && Files.exists(windows) ? windows : bin.resolve("java");
  }

  static List<String> words(String arguments) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (char c : (arguments == null ? "" : arguments).toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
        any = true;
      } else if (Character.isWhitespace(c) && !quoted) {
        if (any) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
        any = true;
      }
    }
    if (any) {
      words.add(word.toString());
    }
    return words;
  }
}
