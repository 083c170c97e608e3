package dev.pollux.maven.it;

import dev.pollux.Future;
import dev.pollux.lint.Linter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Builds of a copy of a project from {@code src/it}, each by a Maven process of its own, with the
 * plugin as it has just been packaged.
 *
 * <p>The local repository of these builds is a folder below {@code target}, and their only remote
 * one is the local repository of the build that runs the tests: nothing is asked of the network,
 * and nothing of ours reaches the user's repository.
 */
final class MavenBuild {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path REPOSITORY = TARGET.resolve("it-repository");
  private static final String VERSION = System.getProperty("pollux.version");

  private final Path folder;

  private MavenBuild(Path folder) {
    this.folder = folder;
  }

  /** What a build said and how it ended. */
  record Result(int status, String log) {}

  /** A fresh copy of a project, alone in a folder. */
  static MavenBuild of(String project, Path folder) {
    try {
      copy(Path.of("src/it").resolve(project), folder);
      // Maven looks upwards for this folder to find the root of a build: here it ends.
      Files.createDirectories(folder.resolve(".mvn"));
      return new MavenBuild(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The full name of a goal of the plugin. */
  static String goal(String goal) {
    return "dev.pollux:pollux-maven-plugin:" + VERSION + ":" + goal;
  }

  Path folder() {
    return folder;
  }

  /** The text of a file of the project. */
  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs Maven to its end. */
  Result run(String... arguments) {
    try {
      install();
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("maven.home"), "bin", mvn()).toString(),
                  "-B",
                  "-ntp",
                  "-Dstyle.color=never",
                  "-Dmaven.repo.local=" + REPOSITORY,
                  "-Dpollux.version=" + VERSION,
                  "-s",
                  settings().toString()));
      command.addAll(List.of(arguments));
      Path log = Files.createTempFile(TARGET, "it-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().keySet().removeAll(List.of("MAVEN_ARGS", "MAVEN_DEBUG_OPTS"));
      builder
          .environment()
          .putAll(
              Map.of(
                  "JAVA_HOME",
                  System.getProperty("java.home"),
                  "MAVEN_OPTS",
                  "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
      int status = builder.start().waitFor();
      String text = Files.readString(log, StandardCharsets.UTF_8);
      // Some Mavens reset the colour at start and end, though they were told to use none; and
      // JDK 24 and later warn of what Maven's own libraries do.
      return new Result(
          status, text.replaceAll("\\x1B\\[[;\\d]*m", "").replaceAll("(?m)^WARNING: .*\\R", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Maven runs", e);
    }
  }

  private static String mvn() {
    return System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
  }

  private static Path settings() throws IOException {
    // org/junit/jupiter/junit-jupiter-api/VERSION/JAR
    Path outer = jar(Test.class).resolve("../../../../../..").normalize();
    return Files.writeString(
        TARGET.resolve("it-settings.xml"),
        """
        <settings>
          <mirrors>
            <mirror>
              <id>outer-build</id>
              <mirrorOf>*</mirrorOf>
              <url>%s</url>
            </mirror>
          </mirrors>
        </settings>
        """
            .formatted(outer.toUri()));
  }

  /** Puts what has been packaged where an installed artifact lies. */
  private static void install() throws IOException {
    install("pollux-parent", Path.of("../pom.xml"), null);
    install("pollux-runtime", Path.of("../reference-runtime/pom.xml"), jar(Future.class));
    install("pollux-lint", Path.of("../lint-rules/pom.xml"), jar(Linter.class));
    install(
        "pollux-maven-plugin",
        Path.of("pom.xml"),
        TARGET.resolve("pollux-maven-plugin-" + VERSION + ".jar"));
  }

  private static void install(String artifact, Path pom, Path jar) throws IOException {
    Path home = REPOSITORY.resolve("dev/pollux").resolve(artifact).resolve(VERSION);
    Files.createDirectories(home);
    Path name = home.resolve(artifact + "-" + VERSION);
    Files.copy(pom, Path.of(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
    if (jar != null) {
      Files.copy(jar, Path.of(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no path: " + type, e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
